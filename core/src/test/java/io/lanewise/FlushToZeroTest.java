package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanewise.ChildJvm.Result;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A thread in which native code has left the processor's flush-to-zero and denormals-are-zero bits on: subnormals are 0
 * there, and still every output is written and every index right. The C library's {@code fesetenv} sets the bits, called
 * by the JDK's own means, which are not the same in JDK 17 and 22.
 */
@RunsOnce
class FlushToZeroTest {
    /** fenv_t of glibc on x86-64 has 32 bytes, the last four of which are MXCSR; FTZ is its bit 15, DAZ its bit 6. */
    private static final String SINCE_22 = """
            import java.lang.foreign.*;
            import java.lang.invoke.MethodHandle;

            public final class Fenv implements java.util.concurrent.Callable<Integer> {
                @Override
                public Integer call() throws Exception {
                    try {
                        return set();
                    } catch (Throwable t) {
                        throw new Exception(t);
                    }
                }

                private static int set() throws Throwable {
                    Linker linker = Linker.nativeLinker();
                    SymbolLookup c = linker.defaultLookup();
                    FunctionDescriptor type = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
                    MethodHandle get = linker.downcallHandle(c.find("fegetenv").orElseThrow(), type);
                    MethodHandle set = linker.downcallHandle(c.find("fesetenv").orElseThrow(), type);
                    try (Arena arena = Arena.ofConfined()) {
                        MemorySegment env = arena.allocate(64, 16);
                        int failed = (int) get.invokeExact(env);
                        env.set(ValueLayout.JAVA_INT, 28, env.get(ValueLayout.JAVA_INT, 28) | 0x8040);
                        return failed | (int) set.invokeExact(env);
                    }
                }
            }
            """;

    private static final String IN_17 = """
            import java.lang.invoke.*;
            import jdk.incubator.foreign.*;

            public final class Fenv implements java.util.concurrent.Callable<Integer> {
                @Override
                public Integer call() throws Exception {
                    try {
                        return set();
                    } catch (Throwable t) {
                        throw new Exception(t);
                    }
                }

                private static int set() throws Throwable {
                    CLinker linker = CLinker.getInstance();
                    SymbolLookup c = CLinker.systemLookup();
                    FunctionDescriptor type = FunctionDescriptor.of(CLinker.C_INT, CLinker.C_POINTER);
                    MethodType java = MethodType.methodType(int.class, MemoryAddress.class);
                    MethodHandle get = linker.downcallHandle(c.lookup("fegetenv").orElseThrow(), java, type);
                    MethodHandle set = linker.downcallHandle(c.lookup("fesetenv").orElseThrow(), java, type);
                    try (ResourceScope scope = ResourceScope.newConfinedScope()) {
                        MemorySegment env = MemorySegment.allocateNative(64, 16, scope);
                        int failed = (int) get.invokeExact(env.address());
                        MemoryAccess.setIntAtOffset(env, 28, MemoryAccess.getIntAtOffset(env, 28) | 0x8040);
                        return failed | (int) set.invokeExact(env.address());
                    }
                }
            }
            """;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"auto", "vector", "vector of 128 bits"})
    void everyOutputIsWrittenAndEveryIndexIsRight(String backend) throws Exception {
        int version = Runtime.version().feature();
        assumeTrue(
                System.getProperty("os.arch").equals("amd64") && (version == 17 || version >= 22),
                "no way to set the bits here");
        List<String> flags = new ArrayList<>();
        if (version == 17) {
            Sources.compile(directory, "Fenv", IN_17, "--add-modules", "jdk.incubator.foreign");
            flags.add("--add-modules=jdk.incubator.foreign");
            flags.add("--enable-native-access=ALL-UNNAMED");
        } else {
            Sources.compile(directory, "Fenv", SINCE_22);
            flags.add("--enable-native-access=ALL-UNNAMED");
        }
        boolean vector = backend.startsWith("vector");
        if (vector) {
            flags.add(ChildJvm.MODULE);
        }
        if (backend.endsWith("128 bits")) {
            flags.add("-Dlanewise.vector.bits=128");
        }
        flags.addAll(List.of(
                "-cp", directory + File.pathSeparator + ChildJvm.classPath(), Flushing.class.getName(), "Fenv"));
        Result result = ChildJvm.run(flags);
        assertEquals(
                List.of(vector ? "vector" : "scalar", "done"),
                result.out().lines().toList(),
                result.err());
    }
}
