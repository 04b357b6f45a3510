package io.lanewise.corpus;

import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * Kinds of values, each for the mistake that it finds. They come from {@link Random#nextInt()} and {@link
 * Random#nextInt(int)}, whose sequences the specification of Random fixes.
 */
public enum Values {
    /** In [-2, 2): every rounding shows. */
    ORDINARY(random -> unit(random) * 4 - 2),
    /** Spans that take exp from 1 to 0 by way of the subnormals. */
    WIDE(random -> unit(random) * 240 - 120),
    /** A maximum of 0, the rest where exp is subnormal or just not 0. */
    UNDERFLOWING(random -> random.nextInt(8) == 0 ? 0f : -85 - unit(random) * 20),
    /** Of 1 and more, evenly over the exponents: products, sums and differences overflow, and small terms get lost. */
    HUGE(Values::huge),
    /** Subnormal, and up to 4 times the smallest normal. */
    TINY(random -> sign(random) * Float.intBitsToFloat(random.nextInt(0x01800000))),
    /** Both zeros, and what makes them. */
    ZEROS(random -> new float[] {0f, -0f, 1f, -1f, Float.MIN_VALUE}[random.nextInt(5)]),
    /** Ties, of both zeros too. */
    WHOLE(random -> sign(random) * random.nextInt(20)),
    /** Masked-out logits. */
    MASKED(random -> random.nextInt(3) == 0 ? Float.NEGATIVE_INFINITY : ORDINARY.next(random)),
    /** Far below any number that a maximum might start from. */
    DEEP(random -> -100_000 - unit(random) * 4),
    /** One value: ties for the maximum. */
    EQUAL(random -> 3.25f),
    LOWEST(random -> Float.NEGATIVE_INFINITY),
    /** Now and then a NaN, an infinity or an end of the range: few enough that most results are numbers. */
    SPECIAL(Values::special),
    /** Any bits. */
    BITS(random -> Float.intBitsToFloat(random.nextInt())),
    /** In [0, 1), often where a clip acts. */
    PROBABILITY(Values::probability);

    private static final int ONE_BITS = 0x3f800000;
    private static final int INFINITY_BITS = 0x7f800000;

    // spotless:off, as a list of values needs no line each.
    private static final float[] SPECIALS = {
        Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0f, -0f, Float.MIN_VALUE, -Float.MIN_VALUE,
        Float.MIN_NORMAL, Float.MAX_VALUE, -Float.MAX_VALUE
    };
    // spotless:on

    private static final float[] CLIPS = {
        0f, -0f, 1f, 1e-7f, 1f - 1e-7f, Math.nextUp(1e-7f), Math.nextDown(1e-7f), Math.nextDown(1f - 1e-7f), 1.5f, -0.5f
    };

    private final ToDoubleFunction<Random> value;

    Values(ToDoubleFunction<Random> value) {
        this.value = value;
    }

    public float next(Random random) {
        return (float) value.applyAsDouble(random);
    }

    public float[] array(int n, Random random) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = next(random);
        }
        return values;
    }

    private static float huge(Random random) {
        return sign(random) * Float.intBitsToFloat(ONE_BITS + random.nextInt(INFINITY_BITS - ONE_BITS));
    }

    private static float special(Random random) {
        return random.nextInt(48) == 0 ? SPECIALS[random.nextInt(SPECIALS.length)] : ORDINARY.next(random);
    }

    private static float probability(Random random) {
        return random.nextInt(4) == 0 ? CLIPS[random.nextInt(CLIPS.length)] : unit(random);
    }

    /** In [0, 1). */
    public static float unit(Random random) {
        return (random.nextInt() >>> 8) * 0x1p-24f;
    }

    private static float sign(Random random) {
        return random.nextInt() < 0 ? -1f : 1f;
    }
}
