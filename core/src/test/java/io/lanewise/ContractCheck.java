package io.lanewise;

import io.lanewise.corpus.Contract;

/** The contract in a separate process or class loader. */
final class ContractCheck {
    private ContractCheck() {}

    /** Checks only these parts, because the interpreter takes minutes for all of them on vectors. */
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
