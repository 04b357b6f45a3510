package io.lanewise.kernel.rows;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lanewise.corpus.Values;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The oracle accepts the right result, and rejects one that is off by a ten-thousandth. */
class OracleTest {
    private static final int ROWS = 3;
    private static final int COLUMNS = 20;
    private static final int[] LABELS = {0, 7, 19};

    private final float[] x = Values.ORDINARY.array(ROWS * COLUMNS, new Random(1));

    @Test
    void dense() {
        float[] weights = Values.ORDINARY.array(COLUMNS * 5, new Random(2));
        float[] bias = Values.ORDINARY.array(5, new Random(3));
        sees(
                Naive.dense(x, weights, bias, ROWS, COLUMNS, 5),
                y -> Oracle.dense("dense", x, weights, bias, COLUMNS, 5, y));
    }

    @Test
    void activations() {
        for (ActivationKind kind : ActivationAccuracyTest.formulas()) {
            sees(Naive.activation(kind, 1f, x), y -> Oracle.activation(kind, x, y));
        }
    }

    @Test
    void softmax() {
        sees(Naive.softmax(x, ROWS, COLUMNS), p -> Oracle.softmax("softmax", x, COLUMNS, p));
        sees(Naive.logSoftmax(x, ROWS, COLUMNS), q -> Oracle.logSoftmax("logSoftmax", x, COLUMNS, q));
    }

    @Test
    void losses() {
        float[] p = Values.PROBABILITY.array(ROWS * COLUMNS, new Random(4));
        sees(
                Naive.losses(p, LABELS, ROWS, COLUMNS, 1e-7f, 1 - 1e-7f, LossOptions.NONE),
                losses -> Oracle.losses(p, LABELS, COLUMNS, 1e-7f, 1 - 1e-7f, losses));
        sees(
                Naive.lossesFromLogits(x, LABELS, ROWS, COLUMNS, LossOptions.NONE),
                losses -> Oracle.lossesFromLogits(x, LABELS, COLUMNS, losses));
    }

    private static void sees(float[] right, Consumer<float[]> oracle) {
        assertDoesNotThrow(() -> oracle.accept(right));
        for (int i = 0; i < right.length; i++) {
            float[] wrong = right.clone();
            wrong[i] += 1e-4f * Math.max(1, Math.abs(wrong[i]));
            assertThrows(AssertionError.class, () -> oracle.accept(wrong), "element " + i);
        }
    }
}
