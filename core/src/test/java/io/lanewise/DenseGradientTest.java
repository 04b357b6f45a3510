package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.corpus.Values;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page of gradients promises beyond their bits, which kernel.dense's GradientAgreement holds. */
class DenseGradientTest {
    private static final int INPUTS = 37;
    private static final int NEURONS = 21;

    /** A batch that is cut at blocks and added in order gives the bits of one call. */
    @ParameterizedTest
    @ValueSource(ints = {256, 512, 768})
    void aBatchMayBeCutAtBlocks(int cut) {
        int batch = 900;
        Random random = new Random(cut);
        float[] x = Values.ORDINARY.array(batch * INPUTS, random);
        float[] dy = Values.ORDINARY.array(batch * NEURONS, random);
        float[] dw = new float[INPUTS * NEURONS];
        float[] db = new float[NEURONS];
        DenseGradient.weights(x, dy, dw, batch, INPUTS, NEURONS);
        DenseGradient.bias(dy, db, batch, NEURONS);

        float[] cutDw = new float[INPUTS * NEURONS];
        float[] cutDb = new float[NEURONS];
        DenseGradient.weights(x, dy, cutDw, cut, INPUTS, NEURONS);
        DenseGradient.bias(dy, cutDb, cut, NEURONS);
        DenseGradient.addWeights(x, cut * INPUTS, dy, cut * NEURONS, cutDw, 0, batch - cut, INPUTS, NEURONS);
        DenseGradient.addBias(dy, cut * NEURONS, cutDb, 0, batch - cut, NEURONS);
        assertArrayEquals(dw, cutDw);
        assertArrayEquals(db, cutDb);

        // Anywhere else the order is another: the test would see it.
        DenseGradient.weights(x, dy, cutDw, cut + 1, INPUTS, NEURONS);
        DenseGradient.addWeights(
                x, (cut + 1) * INPUTS, dy, (cut + 1) * NEURONS, cutDw, 0, batch - cut - 1, INPUTS, NEURONS);
        assertTrue(!Arrays.equals(dw, cutDw));
    }

    @Test
    void aRowsDxDependsOnNothingElse() {
        int batch = 70;
        Random random = new Random(5);
        float[] dy = Values.ORDINARY.array(batch * NEURONS, random);
        float[] weights = Values.ORDINARY.array(INPUTS * NEURONS, random);
        float[] dx = new float[batch * INPUTS];
        DenseGradient.inputs(dy, weights, dx, batch, INPUTS, NEURONS);
        float[] alone = new float[INPUTS];
        for (int i = 0; i < batch; i++) {
            DenseGradient.inputs(dy, i * NEURONS, weights, 0, alone, 0, 1, INPUTS, NEURONS);
            assertArrayEquals(Arrays.copyOfRange(dx, i * INPUTS, (i + 1) * INPUTS), alone);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 255, 256, 257, 600})
    void aBiasIsTheGradientOfWeightsOfOnes(int batch) {
        float[] dy = Values.SPECIAL.array(batch * 600, new Random(batch));
        float[] ones = new float[batch];
        Arrays.fill(ones, 1f);
        float[] expected = new float[600];
        float[] db = new float[600];
        DenseGradient.weights(ones, dy, expected, batch, 1, 600);
        DenseGradient.bias(dy, db, batch, 600);
        assertArrayEquals(expected, db);
        DenseGradient.addWeights(ones, dy, expected, batch, 1, 600);
        DenseGradient.addBias(dy, db, batch, 600);
        assertArrayEquals(expected, db);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 300})
    void addingIsOneAddition(int batch) {
        Random random = new Random(batch);
        float[] x = Values.ORDINARY.array(batch * INPUTS, random);
        float[] dy = Values.ORDINARY.array(batch * NEURONS, random);
        float[] weights = Values.ORDINARY.array(INPUTS * NEURONS, random);
        float[] there = Values.ORDINARY.array(batch * INPUTS, random);
        float[] product = new float[batch * INPUTS];
        DenseGradient.inputs(dy, weights, product, batch, INPUTS, NEURONS);
        float[] dx = there.clone();
        DenseGradient.addInputs(dy, weights, dx, batch, INPUTS, NEURONS);
        for (int i = 0; i < dx.length; i++) {
            assertEquals(there[i] + product[i], dx[i]);
        }
        float[] dw = weights.clone();
        product = new float[weights.length];
        DenseGradient.weights(x, dy, product, Math.min(batch, 256), INPUTS, NEURONS);
        DenseGradient.addWeights(x, dy, dw, Math.min(batch, 256), INPUTS, NEURONS);
        for (int i = 0; i < dw.length; i++) {
            assertEquals(weights[i] + product[i], dw[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 300})
    void togetherIsEachAlone(int batch) {
        Random random = new Random(batch);
        float[] x = Values.ORDINARY.array(batch * INPUTS, random);
        float[] dy = Values.ORDINARY.array(batch * NEURONS, random);
        float[] weights = Values.ORDINARY.array(INPUTS * NEURONS, random);
        float[] dx = Values.ORDINARY.array(batch * INPUTS, random);
        float[] dw = Values.ORDINARY.array(INPUTS * NEURONS, random);
        float[] db = Values.ORDINARY.array(NEURONS, random);
        float[] allDx = dx.clone();
        float[] allDw = dw.clone();
        float[] allDb = db.clone();
        for (int i = 0; i < 2; i++) {
            if (i == 0) {
                DenseGradient.addInputs(dy, weights, dx, batch, INPUTS, NEURONS);
                DenseGradient.addWeights(x, dy, dw, batch, INPUTS, NEURONS);
                DenseGradient.addBias(dy, db, batch, NEURONS);
                DenseGradient.addAll(x, weights, dy, allDx, allDw, allDb, batch, INPUTS, NEURONS);
            } else {
                DenseGradient.inputs(dy, weights, dx, batch, INPUTS, NEURONS);
                DenseGradient.weights(x, dy, dw, batch, INPUTS, NEURONS);
                DenseGradient.bias(dy, db, batch, NEURONS);
                DenseGradient.all(x, weights, dy, allDx, allDw, allDb, batch, INPUTS, NEURONS);
            }
            assertArrayEquals(dx, allDx);
            assertArrayEquals(dw, allDw);
            assertArrayEquals(db, allDb);
        }
        if (batch == 0) {
            assertArrayEquals(new float[INPUTS * NEURONS], dw);
            assertArrayEquals(new float[NEURONS], db);
        }
        DenseGradient.all(x, weights, dy, x, allDw, allDb, batch, INPUTS, NEURONS);
        assertArrayEquals(dx, x);
        assertArrayEquals(dw, allDw);
    }

    @Test
    void outputsMayNotShareAnElement() {
        float[] both = new float[64];
        float[] in = new float[32];
        refuses("dw", "dx", () -> DenseGradient.all(in, in, in, both, both, new float[4], 2, 3, 4));
        refuses("db", "dx", () -> DenseGradient.all(in, in, in, both, new float[12], both, 2, 3, 4));
        refuses("db", "dw", () -> DenseGradient.all(in, in, in, new float[6], both, both, 2, 3, 4));
        refuses(
                "dw",
                "dx",
                () -> DenseGradient.addAll(in, 0, in, 0, in, 0, both, 0, both, 5, new float[4], 0, 2, 3, 4));
        DenseGradient.addAll(in, 0, in, 0, in, 0, both, 0, both, 6, both, 18, 2, 3, 4);
        assertArrayEquals(new float[64], both);
    }

    private static void refuses(String out, String other, Runnable call) {
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, call::run);
        assertTrue(thrown.getMessage().startsWith(out + " overlaps " + other + " in one array"), thrown::getMessage);
    }

    @Test
    void theBlockIsWhatThePageSays() {
        assertEquals(256, DenseGradient.BLOCK);
    }
}
