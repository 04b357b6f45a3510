package io.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectedAnswerTest {
    private final float[] expected = {1, -0f, Float.NaN};
    private final float[] output = new float[3];

    private ExpectedAnswer answerOf(float a, float b, float c) {
        return ExpectedAnswer.of(
                "method",
                () -> {
                    output[0] = a;
                    output[1] = b;
                    output[2] = c;
                },
                expected,
                output);
    }

    @Test
    void theSameBitsPassAndAnyNanIsNan() {
        float otherNan = Float.intBitsToFloat(0x7fc12345);
        assertDoesNotThrow(answerOf(1, -0f, otherNan)::checkCold);
    }

    @Test
    void oneBitMoreFailsAndSaysWhere() {
        ExpectedAnswer answer = answerOf(Math.nextUp(1f), -0f, Float.NaN);
        var e = assertThrows(IllegalStateException.class, answer::checkCold);
        assertTrue(e.getMessage().contains("method[0] is 1.0000001"), e.getMessage());
    }

    @Test
    void theOtherZeroFails() {
        assertThrows(IllegalStateException.class, answerOf(1, 0f, Float.NaN)::checkCold);
    }

    @Test
    void anElementThatIsNotWrittenFails() {
        ExpectedAnswer answer = ExpectedAnswer.of("method", () -> output[0] = 1, expected, output);
        output[1] = -0f;
        output[2] = Float.NaN;
        assertThrows(IllegalStateException.class, answer::checkCold);
    }

    @Test
    void timedCallsThatWroteNothingFail() {
        ExpectedAnswer answer = answerOf(1, -0f, Float.NaN);
        answer.checkCold();
        assertThrows(IllegalStateException.class, () -> ExpectedAnswer.checkHot(List.of(answer)));
    }

    @Test
    void timedCallsAreChecked() {
        ExpectedAnswer answer = answerOf(1, -0f, Float.NaN);
        answer.checkCold();
        System.arraycopy(expected, 0, output, 0, 3);
        assertDoesNotThrow(() -> ExpectedAnswer.checkHot(List.of(answer)));
        output[0] = 2;
        assertThrows(IllegalStateException.class, () -> ExpectedAnswer.checkHot(List.of(answer)));
    }

    @Test
    void anotherLibrarysAnswerMayBeNear() {
        float[] elsewhere = new float[2];
        ExpectedAnswer answer = ExpectedAnswer.within(
                "peer",
                () -> {
                    elsewhere[0] += 0.5f;
                    elsewhere[1] = -0f;
                },
                new float[] {1, 0},
                i -> 0.25,
                i -> elsewhere[i],
                v -> Arrays.fill(elsewhere, v));
        var e = assertThrows(IllegalStateException.class, answer::checkCold);
        assertTrue(e.getMessage().contains("peer[0] is 0.5"), e.getMessage());
        elsewhere[0] = 0.75f;
        elsewhere[1] = 0;
        assertDoesNotThrow(() -> ExpectedAnswer.checkHot(List.of(answer)));
        elsewhere[0] = Float.NaN;
        assertThrows(IllegalStateException.class, () -> ExpectedAnswer.checkHot(List.of(answer)));
    }

    @Test
    void aWrongIntFailsAndSoDoesOneThatIsNotWritten() {
        int[] ints = new int[2];
        assertDoesNotThrow(
                ExpectedAnswer.of("indices", () -> ints[1] = ints[0] = -1, new int[] {-1, -1}, ints)::checkCold);
        assertThrows(
                IllegalStateException.class,
                ExpectedAnswer.of("indices", () -> ints[1] = ints[0] = -1, new int[] {-1, 0}, ints)::checkCold);
        assertThrows(
                IllegalStateException.class,
                ExpectedAnswer.of("indices", () -> ints[0] = 0, new int[] {0, 0}, ints)::checkCold);
    }

    @Test
    void bothOutputsOfAMethodAreChecked() {
        int[] ints = new int[1];
        for (int written : new int[] {0, 1}) {
            ExpectedAnswer both = answerOf(1, -0f, Float.NaN).and(new int[] {written}, ints);
            var e = assertThrows(IllegalStateException.class, both::checkCold);
            assertTrue(e.getMessage().contains("method[3]"), e.getMessage());
            System.arraycopy(expected, 0, output, 0, 3);
            ints[0] = written;
            assertDoesNotThrow(() -> ExpectedAnswer.checkHot(List.of(both)));
            ints[0] = written + 1;
            assertThrows(IllegalStateException.class, () -> ExpectedAnswer.checkHot(List.of(both)));
        }
    }

    @Test
    void aWrongDoubleFails() {
        double[] mean = new double[1];
        assertDoesNotThrow(ExpectedAnswer.of("mean", () -> mean[0] = 0.5, 0.5, mean)::checkCold);
        assertThrows(
                IllegalStateException.class,
                ExpectedAnswer.of("mean", () -> mean[0] = Math.nextUp(0.5), 0.5, mean)::checkCold);
    }
}
