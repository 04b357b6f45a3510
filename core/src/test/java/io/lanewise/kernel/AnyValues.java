package io.lanewise.kernel;

import io.lanewise.corpus.Values;
import java.util.Random;

/** Values of any kind. */
public final class AnyValues {
    private static final Values[] KINDS = Values.values();

    private AnyValues() {}

    /** All of one kind, or each of a random kind. */
    public static float[] of(int n, Random random) {
        if (random.nextInt(4) > 0) {
            return KINDS[random.nextInt(KINDS.length)].array(n, random);
        }
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = KINDS[random.nextInt(KINDS.length)].next(random);
        }
        return values;
    }
}
