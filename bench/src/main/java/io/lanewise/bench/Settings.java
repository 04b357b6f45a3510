package io.lanewise.bench;

import java.nio.file.Path;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

/**
 * What the caller asks of a run.
 *
 * @param args JMH's options as they were typed
 * @param jmh the same, understood
 * @param report the folder below results/
 * @param full whether to run all shapes in five forks
 */
record Settings(String args, CommandLineOptions jmh, String report, boolean full) {
    static Settings of(String args, String report, boolean full) throws CommandLineOptionException {
        if (!report.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException(
                    "jmh.report is \"" + report + "\", not the name of a folder below results/");
        }
        CommandLineOptions jmh = new CommandLineOptions(Words.of(args));
        if (jmh.getResult().hasValue() || jmh.getResultFormat().hasValue() || jmh.getOutput().hasValue()) {
            throw new IllegalArgumentException(
                    "-rf, -rff and -o have no place here: a run writes its results below results/ itself");
        }
        return new Settings(args, jmh, report, full);
    }

    Path folder() {
        return Path.of("results", report);
    }

    /** The command that starts the same run. */
    String command() {
        return "mvn -pl bench jmh"
                + (full ? " -Djmh.full" : "")
                + (report.equals("local") ? "" : " -Djmh.report=" + report)
                + (args.isBlank() ? "" : " -Djmh.args=\"" + args.strip() + "\"");
    }
}
