package io.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.RunsOnce;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The emulation for processors without fused multiply-add against Math.fma. */
@RunsOnce
class FmaTest {
    private static final int TRIPLES = 4_000_000;

    private static final float[] SPECIALS = {
        0f,
        -0f,
        1f,
        -1f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Math.nextDown(Float.MIN_NORMAL),
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN,
        0x1p-75f,
        0x1p64f,
        0x1.000002p0f,
        0x1.fffffep-1f,
        0x1p-24f,
        0x1p-25f,
        0x1p24f
    };

    /** Where no flag can be read: an instruction here, BigDecimal in {@link io.lanewise.BadGroundTest}'s process. */
    @Test
    void anInstructionIsToldFromBigDecimalByItsTime() {
        assertEquals(VirtualMachine.usesHardwareFma(), VirtualMachine.fmaIsFast());
    }

    @Test
    void specialTriples() {
        for (float a : SPECIALS) {
            for (float b : SPECIALS) {
                for (float c : SPECIALS) {
                    check(a, b, c);
                }
            }
        }
    }

    @Test
    void anyBits() {
        Random random = new Random(1);
        for (int i = 0; i < TRIPLES; i++) {
            check(bits(random), bits(random), bits(random));
        }
    }

    @Test
    void addendNearTheProduct() {
        Random random = new Random(2);
        for (int i = 0; i < TRIPLES; i++) {
            float a = bits(random);
            float b = bits(random);
            float product = a * b;
            float c = Math.scalb(product, random.nextInt(60) - 30);
            check(a, b, random.nextBoolean() ? c : -c);
            check(a, b, -product);
        }
    }

    /** A product of half an ulp of c less or more 2^-46 of it, which rounding to double first turns into a tie. */
    @Test
    void ties() {
        Random random = new Random(3);
        int roundedTwice = 0;
        for (int i = 0; i < TRIPLES; i++) {
            float c = Math.scalb(1f + random.nextInt(1 << 23) * 0x1p-23f, random.nextInt(100) - 50);
            float half = Math.ulp(c) / 2;
            int m = random.nextInt(3);
            float a = half * (1f + m * 0x1p-23f);
            float b = 1f - m * 0x1p-23f;
            float addend = random.nextBoolean() ? c : -c;
            check(a, b, addend);
            if ((float) ((double) a * b + addend) != Math.fma(a, b, addend)) {
                roundedTwice++;
            }
        }
        assertTrue(roundedTwice > TRIPLES / 10, "the triples would not catch plain double arithmetic");
    }

    /** A product of 25 bits is a tie itself, and the addend that breaks it is lost in the double sum. */
    @Test
    void tiesOfTheProduct() {
        Random random = new Random(6);
        for (int i = 0; i < TRIPLES; i++) {
            float a = 4097 + 2 * random.nextInt(512);
            float b = 4097 + 2 * random.nextInt(512);
            float c = Math.scalb(1f + random.nextInt(1 << 23) * 0x1p-23f, -40 - random.nextInt(60));
            check(random.nextBoolean() ? a : -a, b, random.nextBoolean() ? c : -c);
        }
    }

    @Test
    void subnormalResults() {
        Random random = new Random(4);
        for (int i = 0; i < TRIPLES; i++) {
            float a = Math.scalb(1f + random.nextInt(1 << 23) * 0x1p-23f, -60 - random.nextInt(30));
            float b = Math.scalb(1f + random.nextInt(1 << 23) * 0x1p-23f, -60 - random.nextInt(30));
            float c = Float.intBitsToFloat(random.nextInt(1 << 24));
            check(a, b, random.nextBoolean() ? c : -c);
            check(a, b, 0f);
        }
    }

    @Test
    void overflow() {
        Random random = new Random(5);
        for (int i = 0; i < TRIPLES; i++) {
            float a = Math.scalb(1f + random.nextInt(1 << 23) * 0x1p-23f, 63 + random.nextInt(2));
            float b = Math.scalb(1f + random.nextInt(1 << 23) * 0x1p-23f, 63 + random.nextInt(2));
            float c = Math.scalb(1f + random.nextInt(1 << 23) * 0x1p-23f, 100 + random.nextInt(28));
            check(a, b, random.nextBoolean() ? c : -c);
        }
    }

    private static float bits(Random random) {
        return Float.intBitsToFloat(random.nextInt());
    }

    private static void check(float a, float b, float c) {
        float expected = Math.fma(a, b, c);
        float actual = Fma.emulated(a, b, c);
        if (Float.floatToIntBits(actual) != Float.floatToIntBits(expected)) {
            throw new AssertionError("fma(" + Float.toHexString(a) + ", " + Float.toHexString(b) + ", "
                    + Float.toHexString(c) + ") is " + Float.toHexString(actual) + ", not "
                    + Float.toHexString(expected));
        }
    }
}
