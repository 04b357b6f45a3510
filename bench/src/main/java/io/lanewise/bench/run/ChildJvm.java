package io.lanewise.bench.run;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Starts a JVM on this one's class path, outside of JMH, and reads what it prints. */
final class ChildJvm {
    private ChildJvm() {}

    /** What the main class prints as properties; fails where the JVM does. */
    static Properties answers(String java, List<String> flags, String main, List<String> arguments)
            throws IOException, InterruptedException {
        return answers(java, flags, main, arguments, Map.of(), ProcessBuilder.Redirect.INHERIT);
    }

    /** The same with more variables in its environment, and with its standard error elsewhere. */
    static Properties answers(
            String java,
            List<String> flags,
            String main,
            List<String> arguments,
            Map<String, String> environment,
            ProcessBuilder.Redirect errors)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(java);
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors);
        builder.environment().putAll(environment);
        Process process = builder.start();
        Properties said = new Properties();
        try (InputStream in = process.getInputStream()) {
            said.load(in);
        }
        if (process.waitFor() != 0) {
            throw new IOException(
                    "no benchmark can run in a JVM with " + String.join(" ", flags) + ": what it said is above");
        }
        return said;
    }
}
