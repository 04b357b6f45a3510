package io.lanewise.bench.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What OpenBLAS reads from the environment when it is loaded. A core type of another processor gives it the wrong
 * kernels, so a run whose environment has one starts again without it; forks inherit that.
 */
final class OpenBlasEnvironment {
    private static final List<String> MISLEADING = List.of("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE");

    /** With it OpenBLAS writes to standard error which core type it chose, as in {@code Core: SkylakeX}. */
    static final Map<String, String> TELLING = Map.of("OPENBLAS_VERBOSE", "2");

    private static final String CORE = "Core: ";

    private OpenBlasEnvironment() {}

    static boolean isMisleading() {
        return MISLEADING.stream().anyMatch(System.getenv()::containsKey);
    }

    /** Runs the main class again without the variables; returns its exit status. */
    static int runAgain(Class<?> main, String[] arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder again = new ProcessBuilder(command).inheritIO();
        again.environment().keySet().removeAll(MISLEADING);
        return again.start().waitFor();
    }

    /** The core type in what a JVM wrote to standard error, "" if there is none. */
    static String coreType(String errors) {
        return errors.lines()
                .filter(line -> line.startsWith(CORE))
                .map(line -> line.substring(CORE.length()).strip())
                .findFirst()
                .orElse("");
    }
}
