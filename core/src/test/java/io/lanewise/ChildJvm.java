package io.lanewise;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A separate JVM, for what only a start with other flags shows. */
public final class ChildJvm {
    static final String MODULE = "--add-modules=jdk.incubator.vector";

    /** An interpreted corpus takes 30 on an idle machine. */
    private static final int TIMEOUT_SECONDS = 240;

    /** What a process left behind. */
    public record Result(int exit, String out, String err) {}

    private ChildJvm() {}

    /** The library's classes, without the tests'. */
    static Path classes() {
        return location(Backend.class);
    }

    /** The library's and the tests' classes. */
    static String classPath() {
        return classes() + File.pathSeparator + location(ChildJvm.class);
    }

    static Result run(List<String> arguments) throws IOException, InterruptedException {
        return run(Path.of(System.getProperty("java.home")), arguments);
    }

    /** With relative paths below a directory. */
    static Result runIn(Path directory, List<String> arguments) throws IOException, InterruptedException {
        return run(Path.of(System.getProperty("java.home")), directory, arguments);
    }

    /** By another Java home, as an image of jlink's. */
    static Result run(Path home, List<String> arguments) throws IOException, InterruptedException {
        return run(home, Path.of(""), arguments);
    }

    private static Result run(Path home, Path directory, List<String> arguments)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("lanewise", ".out");
        Path err = Files.createTempFile("lanewise", ".err");
        try {
            List<String> command = new ArrayList<>();
            command.add(home.resolve("bin/java").toString());
            command.add("-Dstdout.encoding=UTF-8");
            command.addAll(arguments);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toAbsolutePath().toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            // The JVM announces these on stderr, and they could choose another backend.
            builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
            Process process = builder.start();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("no end after " + TIMEOUT_SECONDS + " s: " + command);
            }
            return new Result(process.exitValue(), read(out), read(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).strip();
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
