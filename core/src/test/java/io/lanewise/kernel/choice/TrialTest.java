package io.lanewise.kernel.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanewise.kernel.rows.ActivationKind;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every trial ends on every width: no vector kernel boxes its vectors for good, and none differs. */
class TrialTest {
    private static final long LIMIT_NANOS = 60_000_000_000L;

    static Stream<Trial> all() {
        int lanes = Kernels.selection().lanes();
        Stream<Trial> layers = Stream.of(new int[][] {{4, 5}, {784, 128}, {128, 10}, {2000, 40}, {100, 1}})
                .flatMap(
                        s -> Stream.of(Trials.packed(s[0], s[1], true, true), Trials.packed(s[0], s[1], false, false)));
        return Stream.concat(
                Stream.concat(layers, Stream.of(ActivationKind.values()).map(Trials::activation)),
                Stream.of(
                        Trials.dense(45, 1, 5, 1, 2),
                        Trials.dense(9, 9 * lanes + 1, 3, 1, 2),
                        Trials.dense(33, 10, 11, 1, 8),
                        Trials.dense(9, 5 * lanes + 1, 18, 8, 9, 12, 13, 14, 16),
                        Trials.gradientOfInputs(lanes),
                        Trials.gradientOfWeights(lanes),
                        Trials.relu(),
                        Trials.manyColumns(TrialRun.ARG_MAX),
                        Trials.manyColumns(TrialRun.TOP_K),
                        Trials.anyColumns(TrialRun.SOFTMAX),
                        Trials.anyColumns(TrialRun.LOG_SOFTMAX),
                        Trials.anyColumns(TrialRun.LOSS),
                        Trials.anyColumns(TrialRun.LOSS_FROM_LOGITS)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void endsWithTheVectorKernels(Trial trial) {
        assumeTrue(Kernels.selection().lanes() > 1, "the scalar backend has no vector kernels to try");
        long end = System.nanoTime() + LIMIT_NANOS;
        try (Warming warming = Warming.begin()) {
            while (!trial.isReady() && System.nanoTime() < end) {
                assertSame(ScalarKernels.SET, trial.kernels());
                trial.after(trial.start());
            }
            assertTrue(trial.isReady(), Trial::waiting);
            assertSame(Trial.Vectors.SET, trial.kernels());
            assertTrue(warming.hasScalarAnswered());
            assertFalse(warming.hasScalarAnswered());
        }
        assertEquals(0, trial.start());
    }

    @Test
    void layersThatLeadThroughTheSameCodeShareATrial() {
        assertSame(Trials.packed(784, 128, true, true), Trials.packed(1000, 256, true, true));
        assertSame(Trials.packed(2000, 640, false, false), Trials.packed(4000, 128, false, false));
    }

    @Test
    void whatTheScalarKernelsDoHasNone() {
        assertFalse(Trial.NONE.isReady());
        assertEquals(0, Trial.NONE.start());
        assertSame(ScalarKernels.SET, Trial.NONE.kernels());
    }
}
