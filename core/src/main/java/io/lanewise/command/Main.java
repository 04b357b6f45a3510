package io.lanewise.command;

import io.lanewise.corpus.Verification;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * {@code java -jar lanewise-core.jar}: prints which backend runs here and why, with {@code --verify} whether its bits
 * are those of the contract, with {@code --model} what a model file holds, how fast it is and what it answers.
 *
 * <p>The exit status is 1 for whatever goes wrong.
 */
final class Main {
    private static final String VERIFY = "--verify";
    private static final String USAGE =
            "usage: java -jar lanewise-core.jar [--help | --verify | " + ModelOptions.USAGE + "]";

    private Main() {}

    public static void main(String[] arguments) {
        int status = run(List.of(arguments));
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Returns the exit status. */
    static int run(List<String> arguments) {
        if (arguments.isEmpty()) {
            return sayBackend() ? 0 : 1;
        }
        if (arguments.equals(List.of(VERIFY))) {
            return sayBackend() && Verification.run(System.out) ? 0 : 1;
        }
        if (arguments.equals(List.of("--help"))) {
            say(System.out, List.of(USAGE, ModelOptions.HELP));
            return 0;
        }
        ModelOptions options;
        try {
            options = ModelOptions.of(arguments);
        } catch (IllegalArgumentException e) {
            return fail(e.getMessage() + "; " + USAGE);
        }
        try {
            say(System.out, ModelCommand.run(options));
            return 0;
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            return fail(e.getMessage());
        } catch (OutOfMemoryError e) {
            return fail(options.model() + ": needs more memory than this JVM has: java -Xmx… gives it more");
        }
    }

    /** Returns whether there is one. */
    private static boolean sayBackend() {
        try {
            say(System.out, BackendReport.lines());
            return true;
        } catch (IllegalStateException e) {
            say(System.out, List.of(BackendReport.virtualMachine(), "backend: none", "reason:  " + e.getMessage()));
            return false;
        }
    }

    private static void say(PrintStream out, List<String> lines) {
        lines.forEach(out::println);
    }

    /** In one line, whatever the names of files hold. */
    private static int fail(String reason) {
        System.err.println(reason.replaceAll("[\\p{Cntrl}\\v]", "?"));
        return 1;
    }
}
