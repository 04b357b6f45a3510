package io.lanewise.kernel.choice;

import io.lanewise.kernel.dense.DenseAgreement;
import io.lanewise.kernel.dense.GradientAgreement;
import io.lanewise.kernel.rows.ActivationAgreement;
import io.lanewise.kernel.rows.ArgMaxAgreement;
import io.lanewise.kernel.rows.CrossEntropyAgreement;
import io.lanewise.kernel.rows.Naive;
import io.lanewise.kernel.rows.Oracle;
import io.lanewise.kernel.rows.ReluAgreement;
import io.lanewise.kernel.rows.SoftmaxAgreement;
import io.lanewise.kernel.rows.TopKAgreement;
import java.util.List;
import java.util.Random;

/**
 * Operations on random shapes, offsets and values: kernels against {@link Naive} bit for bit, and so against one another,
 * and Naive against {@link Oracle}.
 */
final class RandomSearch {
    /** A round takes a few milliseconds. */
    private static final int MOST_PRODUCTS = 300_000;

    private static final int MOST_VALUES = 10_000;

    /** About these, kernels change their way: vectors, tiles, blocks, parts. */
    private static final int[] CORNERS = {1, 4, 8, 16, 32, 48, 64, 128, 180, 504, 512, 1000, 1024, 2000};

    private final List<KernelSet> kernels;

    RandomSearch(List<KernelSet> kernels) {
        this.kernels = kernels;
    }

    /** What a seed draws. Throws AssertionError, with the seed, at the first bit that differs. */
    void round(long seed) {
        try {
            for (KernelSet set : kernels) {
                operation(set, new Random(seed));
            }
        } catch (RuntimeException | Error e) {
            throw new AssertionError(
                    "-Dlanewise.search.seed=" + seed + " -Dlanewise.search.seconds=0 repeats this: " + e, e);
        }
    }

    private static void operation(KernelSet set, Random random) {
        int rows = size(70, random);
        int columns = size(MOST_VALUES / rows, random);
        switch (random.nextInt(12)) {
            case 0 -> ReluAgreement.checkAny(set, rows * columns, random);
            case 1 -> SoftmaxAgreement.checkAny(set, rows, columns, random);
            case 2 -> CrossEntropyAgreement.checkAny(set, rows, columns, random);
            case 3 -> ArgMaxAgreement.checkAny(set, rows, columns, random);
            case 4 -> TopKAgreement.checkAny(set, rows, columns, size(columns, random), random);
            case 5 -> ActivationAgreement.checkAny(set, rows * columns, random);
            default -> {
                int neurons = size(1100, random);
                int inputs = size(Math.min(2100, MOST_PRODUCTS / neurons), random);
                int batch = size(Math.min(600, MOST_PRODUCTS / neurons / inputs), random);
                if (random.nextBoolean()) {
                    DenseAgreement.checkAny(set, batch, inputs, neurons, random);
                } else {
                    GradientAgreement.checkAny(set, batch, inputs, neurons, random);
                }
            }
        }
    }

    /** In [1, most]: small ones as often as large ones, and half of them near a corner. */
    private static int size(int most, Random random) {
        int size = random.nextBoolean()
                ? (int) Math.pow(most + 1, random.nextDouble())
                : CORNERS[random.nextInt(CORNERS.length)] + random.nextInt(5) - 2;
        return Math.max(1, Math.min(size, most));
    }
}
