package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.lanewise.kernel.rows.Oracle;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against softmax in double, on rows chosen to be hard. */
class SoftmaxAccuracyTest {
    private static final int[] COLUMNS = {
        1, 2, 3, 10, 15, 16, 17, 100, 511, 512, 513, 527, 528, 1000, 1023, 32_000, 128_000
    };

    private enum Row {
        NORMAL,
        /** Logits so far apart that most of the exponentials vanish. */
        SPAN_OF_200,
        EQUAL,
        /** All but one are equal, and each rounding of the sum errs to the same side. */
        ALL_BUT_ONE_EQUAL,
        /** A 1 among exponentials of 0.7408. */
        ONE_AMONG_THREE_QUARTERS,
        /** Sixteen are large, and each of the others is a little less than half a unit in their last place. */
        JUST_LOST,
        /** One is large, and the others together are as large. */
        ONE_AND_MANY_EQUAL,
        /** Two logits apart by one unit in their last place, at 1e30. */
        APART_BY_AN_ULP_AT_1E30,
        ONE_HUGE,
        SUBNORMAL_TAIL,
        /** The sum is dominated by what each single term does not change. */
        MANY_SMALL,
        DESCENDING,
        /** Each term is larger than the sum of those before it. */
        ASCENDING;

        float value(int i, int columns, Random random) {
            return switch (this) {
                case NORMAL -> 3 * (float) random.nextGaussian();
                case SPAN_OF_200 -> 200 * random.nextFloat() - 100;
                case EQUAL -> -7.3f;
                case ALL_BUT_ONE_EQUAL -> i == columns / 3 ? 0.7f : 0f;
                case ONE_AMONG_THREE_QUARTERS -> i == columns / 2 ? 0.3f : 0f;
                case JUST_LOST -> i < 16 ? 0f : -16.636f;
                case ONE_AND_MANY_EQUAL -> i == 0 ? 0f : (float) -Math.log(columns);
                case APART_BY_AN_ULP_AT_1E30 -> i % 2 == 0 ? 1e30f : Math.nextDown(1e30f);
                case ONE_HUGE -> i == columns - 1 ? 1e30f : (float) random.nextGaussian();
                case SUBNORMAL_TAIL -> i == 0 ? 0 : -86 - 18 * random.nextFloat();
                case MANY_SMALL -> i < 16 ? 20 : 20 - 9 * random.nextFloat();
                case DESCENDING -> -i * 0.01f;
                case ASCENDING -> i / 16 * 0.9f;
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void probabilitiesAreWithinTheirBound(Row kind) {
        for (int columns : COLUMNS) {
            float[] x = row(kind, columns);
            float[] p = new float[columns];
            Softmax.forward(x, p, 1, columns);
            double max = max(x);
            double sum = sum(x, max);
            double total = 0;
            for (int j = 0; j < columns; j++) {
                double exact = Math.exp(x[j] - max) / sum;
                double bound = Oracle.probability(max - x[j], columns) * 0x1p-24 * exact;
                double error = Math.abs(p[j] - exact) / Math.max(bound, Float.MIN_VALUE);
                if (!(error <= 1)) {
                    fail(kind + " " + columns + ": column " + j + " is " + error + " times the bound off");
                }
                total += p[j];
            }
            assertEquals(1, total, 1e-6);
        }
    }

    @ParameterizedTest
    @EnumSource
    void logarithmsAreWithinTheirBound(Row kind) {
        for (int columns : COLUMNS) {
            float[] x = row(kind, columns);
            float[] q = new float[columns];
            Softmax.logForward(x, q, 1, columns);
            double max = max(x);
            double logSum = Math.log(sum(x, max));
            for (int j = 0; j < columns; j++) {
                double exact = x[j] - max - logSum;
                double bound = Oracle.logarithm(columns) * 0x1p-24 * Math.max(1, Math.abs(exact));
                double error = Math.abs(q[j] - exact) / bound;
                if (!(error <= 1)) {
                    fail(kind + " " + columns + ": column " + j + " is " + error + " times the bound off");
                }
            }
        }
    }

    private static float[] row(Row kind, int columns) {
        Random random = new Random(columns);
        float[] x = new float[columns];
        for (int i = 0; i < columns; i++) {
            x[i] = kind.value(i, columns, random);
        }
        return x;
    }

    private static double max(float[] x) {
        float max = x[0];
        for (float v : x) {
            max = Math.max(max, v);
        }
        return max;
    }

    private static double sum(float[] x, double max) {
        double[] e = new double[x.length];
        Arrays.setAll(e, i -> Math.exp(x[i] - max));
        return Arrays.stream(e).sum();
    }
}
