package io.lanewise.kernel;

import java.util.Random;

/** Kinds of values, each for what it breaks. */
enum Kind {
    /** In [-2, 2): every rounding shows. */
    NORMAL {
        @Override
        float value(Random random) {
            return unit(random) * 4 - 2;
        }
    },
    /** Spans that take exp from 1 to 0 by way of the subnormals. */
    WIDE {
        @Override
        float value(Random random) {
            return unit(random) * 240 - 120;
        }
    },
    /** A maximum of 0, the rest where exp is subnormal or just not 0. */
    UNDERFLOWING {
        @Override
        float value(Random random) {
            return random.nextInt(8) == 0 ? 0f : -85 - unit(random) * 20;
        }
    },
    /** Far below any number that a maximum might start from. */
    DEEP {
        @Override
        float value(Random random) {
            return -100_000 - unit(random) * 4;
        }
    },
    /** Products and differences that overflow. */
    HUGE {
        @Override
        float value(Random random) {
            return sign(random) * (float) Math.pow(10, unit(random) * 38.5);
        }
    },
    /** Subnormal and nearly so. */
    TINY {
        @Override
        float value(Random random) {
            return sign(random) * Float.intBitsToFloat(random.nextInt(0x01800000));
        }
    },
    /** Both zeros, and what makes them. */
    ZEROS {
        @Override
        float value(Random random) {
            return new float[] {0f, -0f, 1f, -1f, Float.MIN_VALUE}[random.nextInt(5)];
        }
    },
    /** Ties for the maximum. */
    EQUAL {
        @Override
        float value(Random random) {
            return 3.25f;
        }
    },
    LOWEST {
        @Override
        float value(Random random) {
            return Float.NEGATIVE_INFINITY;
        }
    },
    /** Masked-out logits. */
    MASKED {
        @Override
        float value(Random random) {
            return random.nextInt(3) == 0 ? Float.NEGATIVE_INFINITY : NORMAL.value(random);
        }
    },
    /** Now and then a NaN, an infinity or an end of the range: few enough that most results are numbers. */
    SPECIAL {
        @Override
        float value(Random random) {
            return random.nextInt(48) == 0
                    ? SPECIALS[random.nextInt(SPECIALS.length)]
                    : NORMAL.value(random);
        }
    },
    /** Any bits. */
    BITS {
        @Override
        float value(Random random) {
            return Float.intBitsToFloat(random.nextInt());
        }
    },
    /** In [0, 1], often where a clip acts. */
    PROBABILITY {
        @Override
        float value(Random random) {
            return random.nextInt(4) == 0
                    ? CLIPS[random.nextInt(CLIPS.length)]
                    : unit(random);
        }
    };

    private static final float[] SPECIALS = {
        Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0f, -0f, Float.MIN_VALUE, -Float.MIN_VALUE,
        Float.MIN_NORMAL, Float.MAX_VALUE, -Float.MAX_VALUE
    };

    private static final float[] CLIPS = {
        0f, -0f, 1f, 1e-7f, 1f - 1e-7f, Math.nextUp(1e-7f), Math.nextDown(1e-7f), Math.nextDown(1f - 1e-7f), 1.5f, -0.5f
    };

    abstract float value(Random random);

    float[] values(int n, Random random) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = value(random);
        }
        return values;
    }

    /** Of one kind, or each of another. */
    static float[] any(int n, Random random) {
        Kind[] kinds = values();
        Kind one = kinds[random.nextInt(kinds.length)];
        boolean mixed = random.nextInt(4) == 0;
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            Kind kind = mixed ? kinds[random.nextInt(kinds.length)] : one;
            values[i] = kind.value(random);
        }
        return values;
    }

    /** In [0, 1), from one nextInt, whose sequence java.util.Random's specification fixes. */
    static float unit(Random random) {
        return (random.nextInt() >>> 8) * 0x1p-24f;
    }

    private static float sign(Random random) {
        return random.nextBoolean() ? 1f : -1f;
    }
}
