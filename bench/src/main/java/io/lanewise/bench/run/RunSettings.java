package io.lanewise.bench.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * What the caller asks of a run.
 *
 * @param args JMH's options as they were typed
 * @param jmh the same, understood
 * @param report the folder below results/
 * @param full whether to run all shapes in five forks
 * @param model the file to time as it was typed, or nothing
 * @param compare an earlier run to compare with, as it was before this one wrote anything
 */
record RunSettings(
        String args, CommandLineOptions jmh, String report, boolean full, String model, Optional<StoredRun> compare) {
    private static final Pattern ARGS = Pattern.compile("-Djmh\\.args=\"(.*)\"$");
    private static final String MODEL = " -Djmh.model=";

    /** As asked, or else of the same set as the run that is compared with. */
    static RunSettings of(String args, String report, boolean full, String model, String compare)
            throws CommandLineOptionException, IOException {
        if (compare.isBlank()) {
            return of(args, report, full, model);
        }
        Path folder = Path.of(compare);
        if (!StoredRun.isIn(folder)) {
            throw new IllegalArgumentException("jmh.compare is " + compare + ", which holds no run");
        }
        StoredRun earlier = StoredRun.read(folder);
        if (earlier.measurements().isEmpty()) {
            throw new IllegalArgumentException("jmh.compare is " + compare + ", which holds no average times");
        }
        String command = earlier.facts().command();
        if (model.isEmpty() && command.contains(MODEL)) {
            throw new IllegalArgumentException(
                    "jmh.compare is " + compare + ", a run of a model file: say which by -Djmh.model too");
        }
        Matcher stored = ARGS.matcher(command);
        String same = stored.find() ? stored.group(1) : "";
        RunSettings again = of(args.isBlank() ? same : args, report, full || command.contains(" -Djmh.full"), model);
        return new RunSettings(again.args, again.jmh, again.report, again.full, model, Optional.of(earlier));
    }

    static RunSettings of(String args, String report, boolean full, String model) throws CommandLineOptionException {
        if (!report.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException(
                    "jmh.report is \"" + report + "\", not the name of a folder below results/");
        }
        CommandLineOptions jmh = new CommandLineOptions(OptionWords.of(args));
        if (jmh.getResult().hasValue()
                || jmh.getResultFormat().hasValue()
                || jmh.getOutput().hasValue()) {
            throw new IllegalArgumentException(
                    "-rf, -rff and -o have no place here: a run writes its results below results/ itself");
        }
        return new RunSettings(args, jmh, report, full, model, Optional.empty());
    }

    /** The model, if there is one; a relative path starts in the folder where the run does. */
    Optional<Path> modelFile() {
        return model.isEmpty()
                ? Optional.empty()
                : Optional.of(Path.of(System.getProperty("jmh.from", ""))
                        .resolve(model)
                        .toAbsolutePath());
    }

    Path folder() {
        return Path.of("results", report);
    }

    /** The command that starts the same run. */
    String command() {
        String profiles = System.getProperty("jmh.profiles", "");
        return "mvn -pl bench jmh"
                + (profiles.isEmpty() ? "" : " " + profiles)
                + (full ? " -Djmh.full" : "")
                + (model.isEmpty() ? "" : MODEL + model)
                + (report.equals("local") ? "" : " -Djmh.report=" + report)
                + (args.isBlank() ? "" : " -Djmh.args=\"" + args.strip() + "\"");
    }
}
