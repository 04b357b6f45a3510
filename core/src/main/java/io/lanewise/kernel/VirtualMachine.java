package io.lanewise.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the running VM says of its compiler, of the instructions that it uses and of its memory. */
public final class VirtualMachine {
    /** Calls of Math.fma that are timed together, and how often. */
    private static final int FMA_CALLS = 100;

    private static final int FMA_TIMES = 10;

    /** Nanoseconds per call between an instruction, 1 to 100 even when interpreted, and BigDecimal, some 10,000. */
    private static final int SLOW_FMA_NANOS = 1000;

    /** Found out at the first question, not by a static initialiser: an error of the VM there would be for good. */
    private static volatile Boolean hardwareFma;

    /** No constant: C2 would compute with one in a thread of its own. */
    private static volatile float smallest = Float.MIN_VALUE;

    private VirtualMachine() {}

    /** Whether {@link Math#fma} is an instruction here. Found out once. */
    public static boolean usesHardwareFma() {
        Boolean known = hardwareFma;
        if (known == null) {
            String flag = option("UseFMA");
            known = flag == null ? fmaIsFast() : Boolean.valueOf(flag);
            hardwareFma = known;
        }
        return known;
    }

    /**
     * Whether the fastest of some rounds of {@link Math#fma} is one of instructions. For runtime images without
     * jdk.management, which cannot be asked; a wrong answer costs time and changes no bit.
     */
    static boolean fmaIsFast() {
        long fastest = Long.MAX_VALUE;
        float sum = 0.1f;
        for (int time = 0; time < FMA_TIMES; time++) {
            long start = System.nanoTime();
            for (int i = 0; i < FMA_CALLS; i++) {
                sum = Math.fma(sum, 0.9f, 0.1f); // stays in (0, 1): other values take a short way even in BigDecimal's
            }
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        return sum > 0 && fastest < (long) FMA_CALLS * SLOW_FMA_NANOS;
    }

    /**
     * Why vectors would be slow objects instead of registers here, or null. It asks flags; whether a small vector loop,
     * once hot, still allocates would tell the same of a JVM that nobody has thought of.
     */
    public static String lacksVectorCompiler() {
        String name = System.getProperty("java.vm.name", "");
        if (!name.contains("HotSpot") && !name.contains("OpenJDK")) {
            return "the VM is " + name + ", and only HotSpot's C2 compiles the Vector API well";
        }
        String info = System.getProperty("java.vm.info", "");
        if (info.contains("interpreted")) {
            return "the VM only interprets (-Xint)";
        }
        // Without tiers C2 compiles all, and the level is not looked at.
        String level = option("TieredStopAtLevel");
        if (!"false".equals(option("TieredCompilation")) && level != null && Integer.parseInt(level) < 4) {
            return "the VM runs without C2 (-XX:TieredStopAtLevel=" + level + ")";
        }
        if ("false".equals(option("UseCompiler"))) {
            return "the VM does not compile (UseCompiler)";
        }
        if ("quick-only".equals(option("CompilationMode"))) {
            return "the VM runs without C2 (-XX:CompilationMode=quick-only)";
        }
        if (info.contains("emulated-client")) {
            return "the VM runs without C2 (it emulates a client VM)";
        }
        if ("true".equals(option("UseJVMCICompiler")) && Runtime.version().feature() < 25) {
            return "the VM compiles with JVMCI instead of C2 (-XX:+UseJVMCICompiler)";
        }
        if ("false".equals(option("EnableVectorSupport"))) {
            return "the VM runs the Vector API without its intrinsics (-XX:-EnableVectorSupport)";
        }
        return null;
    }

    /** Whether this thread takes subnormal floats for 0. */
    public static boolean flushesSubnormals() {
        float x = smallest;
        return x + x == 0;
    }

    /** Looked up once, because looking up allocates; at the first question, as {@link #hardwareFma}. */
    private static final class Threads {
        private static volatile ThreadMXBean bean;

        static ThreadMXBean bean() {
            ThreadMXBean known = bean;
            if (known == null) {
                known = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
                bean = known;
            }
            return known;
        }
    }

    /** The bytes that this thread has allocated so far, or a constant where there is nobody to ask. */
    public static long allocatedBytes() {
        try {
            return Threads.bean().getCurrentThreadAllocatedBytes();
        } catch (RuntimeException | LinkageError e) {
            return 0;
        }
    }

    /** The value of a HotSpot flag, or null where there is no such flag or nobody to ask. */
    private static String option(String name) {
        try {
            return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .getVMOption(name)
                    .getValue();
        } catch (RuntimeException | LinkageError e) {
            return null;
        }
    }
}
