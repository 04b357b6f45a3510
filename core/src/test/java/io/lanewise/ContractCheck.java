package io.lanewise;

import io.lanewise.corpus.Contract;

/** The contract in a process or a class loader of its own. */
final class ContractCheck {
    private ContractCheck() {}

    /** Only these parts: the interpreter takes two minutes for all of them on vectors. */
    public static void main(String[] parts) {
        for (String part : parts) {
            check(Contract.valueOf(part));
        }
    }

    static void everyPart() {
        for (Contract part : Contract.values()) {
            check(part);
        }
    }

    private static void check(Contract part) {
        String computed = part.computed();
        if (!computed.equals(part.fingerprint())) {
            throw new AssertionError(part + " is " + computed + ", not " + part.fingerprint());
        }
    }
}
