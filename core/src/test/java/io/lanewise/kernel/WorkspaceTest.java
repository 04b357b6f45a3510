package io.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.lanewise.InitialWeights;
import io.lanewise.kernel.choice.Kernels;
import io.lanewise.kernel.rows.CrossEntropyKernel;
import io.lanewise.kernel.rows.LossOptions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A loss is the same in new memory and in used memory, and gives the memory back. */
class WorkspaceTest {
    private static final int ROWS = 19;
    private static final int COLUMNS = 37;

    /** As many as the pool keeps: while they are taken, the next one is new. */
    private final Workspace[] others = new Workspace[64];

    private final CrossEntropyKernel kernel = Kernels.current().crossEntropy();

    @BeforeEach
    void emptyThePool() {
        Arrays.setAll(others, i -> Workspace.take());
    }

    @AfterEach
    void fillThePool() {
        for (Workspace other : others) {
            other.give();
        }
    }

    static List<LossOptions> options() {
        float[] weights = InitialWeights.normal(1, COLUMNS, 1);
        return List.of(
                LossOptions.NONE,
                new LossOptions(null, false, 0, 0.1f),
                new LossOptions(weights, false, 0, 0f),
                new LossOptions(weights, true, 5, 0.1f));
    }

    @ParameterizedTest
    @MethodSource("options")
    void lossesByLabel(LossOptions options) {
        check((x, labels, oneHot, out) -> kernel.losses(x, 0, labels, 0, out, 0, ROWS, COLUMNS, 0.01f, 0.99f, options));
    }

    @ParameterizedTest
    @MethodSource("options")
    void lossesByOneHot(LossOptions options) {
        check((x, labels, oneHot, out) -> kernel.losses(x, 0, oneHot, 0, out, 0, ROWS, COLUMNS, 0.01f, 0.99f, options));
    }

    @ParameterizedTest
    @MethodSource("options")
    void lossesFromLogitsByLabel(LossOptions options) {
        check((x, labels, oneHot, out) -> kernel.lossesFromLogits(x, 0, labels, 0, out, 0, ROWS, COLUMNS, options));
    }

    @ParameterizedTest
    @MethodSource("options")
    void lossesFromLogitsByOneHot(LossOptions options) {
        check((x, labels, oneHot, out) -> kernel.lossesFromLogits(x, 0, oneHot, 0, out, 0, ROWS, COLUMNS, options));
    }

    private interface Losses {
        void of(float[] x, int[] labels, float[] oneHot, float[] out);
    }

    private static void check(Losses losses) {
        float[] x = InitialWeights.normal(ROWS, COLUMNS, 2);
        int[] labels = new int[ROWS];
        Arrays.setAll(labels, i -> i);
        float[] oneHot = new float[ROWS * COLUMNS];
        for (int i = 0; i < ROWS; i++) {
            oneHot[i * COLUMNS + labels[i]] = 1;
        }
        float[] inNew = new float[ROWS];
        float[] inUsed = new float[ROWS];
        losses.of(x, labels, oneHot, inNew);

        Workspace used = Workspace.take();
        Arrays.fill(used.rows(1000), Float.NaN);
        Arrays.fill(used.panel(1000), Float.NaN);
        used.give();
        losses.of(x, labels, oneHot, inUsed);
        assertArrayEquals(inNew, inUsed);
        assertSame(used, Workspace.take());
    }
}
