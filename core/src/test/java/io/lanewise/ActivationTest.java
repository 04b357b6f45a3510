package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationTest {
    private static final float[] X = {-2, -0f, 0, 3, Float.NaN, Float.NEGATIVE_INFINITY};

    @Test
    void linearLeavesTheOutputAlone() {
        assertArrayEquals(new float[] {-2, 0, 0, 3, Float.NaN, Float.NEGATIVE_INFINITY}, identity(Activation.LINEAR));
    }

    @Test
    void reluKeepsNanAndCutsTheRest() {
        assertArrayEquals(new float[] {0, 0, 0, 3, Float.NaN, 0}, identity(Activation.RELU));
    }

    @ParameterizedTest
    @EnumSource
    void aLayerNamesItsOwn(Activation activation) {
        DenseLayer layer = DenseLayer.of(new float[] {1}, new float[] {0}, 1, 1, activation);
        assertSame(activation, layer.activation());
    }

    private static float[] identity(Activation activation) {
        float[] y = new float[X.length];
        DenseLayer.of(new float[] {1}, new float[] {0}, 1, 1, activation).forward(X, y, X.length);
        return y;
    }
}
