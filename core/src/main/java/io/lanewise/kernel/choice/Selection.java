package io.lanewise.kernel.choice;

import static io.lanewise.kernel.SystemProperties.BACKEND;
import static io.lanewise.kernel.SystemProperties.BITS;

import java.util.Map;

/**
 * Which backend runs, and why: decided once, kept for the life of the VM.
 *
 * @param name {@code "vector"} or {@code "scalar"}
 * @param lanes floats a vector; 1 for scalar
 * @param reason one sentence for people
 * @param refusal why a forced choice cannot be met, and the cure; null where nothing is refused
 * @param isForced whether a property asks for vectors: they run from the first call on
 */
public record Selection(String name, int lanes, String reason, String refusal, boolean isForced) {
    /** The widest vector that the kernels have, in bits; SVE can be wider. */
    private static final int WIDEST = 512;

    /** What the machine offers, as the decision needs it. */
    interface Machine {
        /** Why the JVM runs without the module jdk.incubator.vector, with the cure, or null. */
        String lacksModule();

        /** Why the library cannot see the module that the JVM has, with the cure, or null. Asked after the compiler. */
        String hidesVectorApi();

        boolean hasHardwareFma();

        /** Why vectors would be slow here, or null. */
        String lacksVectorCompiler();

        /**
         * The widest vector that the VM prefers, in bits. The first question that touches the Vector API; asked only where
         * the module is there, and in auto mode only where it would be fast. It and the next one may throw, as where a
         * class of the API is there but does not initialise.
         */
        int preferredBits();

        /**
         * How the vector kernels differ from the scalar ones, or null. Asked last, and only where they would run from the
         * first call on; where they have their trials, those find it.
         */
        String vectorDifference();
    }

    static Selection decide(String backend, String bits, Machine machine) {
        if (!"auto".equals(backend) && !"vector".equals(backend) && !"scalar".equals(backend)) {
            return refused("-D" + BACKEND + "=" + backend + " is none of auto, vector and scalar");
        }
        if (bits != null && !Map.of("128", 4, "256", 8, "512", 16).containsKey(bits)) {
            return refused("-D" + BITS + "=" + bits + " is none of 128, 256 and 512");
        }
        if ("scalar".equals(backend)) {
            return bits == null
                    ? scalar("-D" + BACKEND + "=scalar asks for it")
                    : refused("-D" + BACKEND + "=scalar has no vectors for -D" + BITS + "=" + bits + ": leave one out");
        }
        boolean forced = bits != null || "vector".equals(backend);
        try {
            String why = slow(machine, forced);
            return why == null ? fast(bits, forced, machine) : scalar(why, forced);
        } catch (LinkageError | RuntimeException | InternalError e) {
            return scalar("the Vector API does not work here: " + e, forced);
        }
    }

    /** Why vectors cannot run, or in auto mode would be slow, as far as it shows without touching the Vector API. */
    private static String slow(Machine machine, boolean forced) {
        String lacksModule = machine.lacksModule();
        if (lacksModule != null || forced) {
            return lacksModule;
        }
        String lacksCompiler = machine.lacksVectorCompiler();
        if (lacksCompiler != null) {
            return lacksCompiler;
        }
        return machine.hasHardwareFma() ? null : "the VM does not use the processor's fused multiply-add (UseFMA)";
    }

    /** The choice where the Vector API can be touched. */
    private static Selection fast(String bits, boolean forced, Machine machine) {
        String hidden = machine.hidesVectorApi();
        if (hidden != null) {
            return scalar(hidden, forced);
        }
        int preferred = Math.min(machine.preferredBits(), WIDEST);
        if (bits != null && Integer.parseInt(bits) > preferred) {
            return refused("-D" + BITS + "=" + bits + " is wider than the " + preferred
                    + " bits that this JVM uses here: leave it out or lower it");
        }
        if (preferred < 128) {
            return scalar("the JVM's vectors are " + preferred + " bits wide here", forced);
        }
        if (!forced) {
            return vector(preferred, "the JVM has jdk.incubator.vector, C2 and fused multiply-add", false);
        }
        String difference = machine.vectorDifference();
        if (difference != null) {
            return scalar(difference, true);
        }
        return bits != null
                ? vector(Integer.parseInt(bits), "-D" + BITS + " asks for it", true)
                : vector(preferred, "-D" + BACKEND + "=vector asks for it", true);
    }

    /** Scalar, or a refusal where vectors are forced. */
    private static Selection scalar(String why, boolean forced) {
        return forced
                ? refused("the vector backend is asked for, but " + why + "; without -D" + BACKEND + " and -D" + BITS
                        + " the scalar one runs")
                : scalar(why);
    }

    private static Selection scalar(String reason) {
        return new Selection("scalar", 1, reason, null, false);
    }

    private static Selection vector(int bits, String reason, boolean forced) {
        return new Selection("vector", bits / Float.SIZE, reason, null, forced);
    }

    private static Selection refused(String refusal) {
        return new Selection("none", 0, refusal, refusal, true);
    }
}
