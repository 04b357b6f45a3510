package io.lanewise.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the running VM says of its compiler, of the instructions that it uses and of its memory. */
public final class VirtualMachine {
    private VirtualMachine() {}

    /** False only where the VM says so: runtime images without jdk.management cannot be asked. */
    public static boolean usesHardwareFma() {
        return !"false".equals(option("UseFMA"));
    }

    /** Why vectors would be slow objects instead of registers here, or null. */
    public static String lacksVectorCompiler() {
        String name = System.getProperty("java.vm.name", "");
        if (!name.contains("HotSpot") && !name.contains("OpenJDK")) {
            return "the VM is " + name + ", and only HotSpot's C2 compiles the Vector API well";
        }
        if (System.getProperty("java.vm.info", "").contains("interpreted")) {
            return "the VM only interprets (-Xint)";
        }
        String level = option("TieredStopAtLevel");
        if (level != null && Integer.parseInt(level) < 4) {
            return "the VM runs without C2 (-XX:TieredStopAtLevel=" + level + ")";
        }
        if ("true".equals(option("UseJVMCICompiler")) && Runtime.version().feature() < 25) {
            return "the VM compiles with JVMCI instead of C2 (-XX:+UseJVMCICompiler)";
        }
        return null;
    }

    /** Looked up once, because looking up allocates. */
    private static final class Threads {
        static final ThreadMXBean BEAN = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    }

    /** The bytes that this thread has allocated so far, or a constant where there is nobody to ask. */
    public static long allocatedBytes() {
        try {
            return Threads.BEAN.getCurrentThreadAllocatedBytes();
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
