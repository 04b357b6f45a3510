package io.lanewise.bench.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The commit that was measured.
 *
 * @param hash in full, or "unknown" outside a git clone
 * @param state "clean", or "changed" where tracked files outside of results differ from it, or "unknown"
 */
record Commit(String hash, String state) {
    static final String UNKNOWN = "unknown";

    /** Of the folder that the run was started in. */
    static Commit read() throws InterruptedException {
        String hash = answerOf("git", "rev-parse", "HEAD");
        // Not results, because an earlier run may have written there.
        String changes = answerOf("git", "status", "--porcelain", "--untracked-files=no", "--", ".", ":!results");
        return hash == null || changes == null
                ? new Commit(UNKNOWN, UNKNOWN)
                : new Commit(hash, changes.isEmpty() ? "clean" : "changed");
    }

    /** What a command prints, or null where there is no such command or it fails. */
    private static String answerOf(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? answer.strip() : null;
        } catch (IOException e) {
            return null;
        }
    }
}
