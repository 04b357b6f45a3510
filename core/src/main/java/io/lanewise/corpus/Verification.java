package io.lanewise.corpus;

import java.io.PrintStream;

/** Checks the backend in force against the {@link Contract}. */
public final class Verification {
    private Verification() {}

    /** Prints one line per operation; returns whether every fingerprint is the contract's. */
    public static boolean run(PrintStream out) {
        int different = 0;
        for (Contract part : Contract.values()) {
            String computed = part.computed();
            boolean equal = computed.equals(part.fingerprint());
            different += equal ? 0 : 1;
            String answer = equal ? "equal      " : "DIFFERENT  " + part.fingerprint() + " was expected, not ";
            out.println(String.format("%-37s%s%s", part.operation(), answer, computed));
        }
        out.println(
                different == 0
                        ? "every operation gives the bits of the contract"
                        : different + " of the " + Contract.values().length + " give other bits than the contract");
        return different == 0;
    }
}
