package io.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class NumberTypeTest {
    /** Against the definition in double. */
    @Test
    void everyFloat16() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            int exponent = bits >> 10 & 0x1f;
            int fraction = bits & 0x3ff;
            double size = exponent == 0
                    ? fraction * 0x1p-24
                    : exponent < 0x1f
                            ? Math.scalb(1 + fraction / 1024.0, exponent - 15)
                            : fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            float expected = (float) (bits < 0x8000 ? size : -size);
            assertEquals(expected, NumberType.ofFloat16((short) bits), () -> "a half of other value");
        }
    }

    @Test
    void bfloat16IsTheUpperHalfOfAFloat() {
        assertEquals(-1.5f, of(NumberType.BFLOAT16, 0xbfc0));
        assertEquals(Float.NEGATIVE_INFINITY, of(NumberType.BFLOAT16, 0xff80));
        assertEquals(Float.NaN, of(NumberType.BFLOAT16, 0x7fc0));
        assertEquals(0x1p-126f, of(NumberType.BFLOAT16, 0x0080));
    }

    @Test
    void doublesAreRoundedToNearestAndTieToEven() {
        assertEquals(1f, NumberType.ofFloat64(1 + 0x1p-24));
        assertEquals(1 + 0x1p-22f, NumberType.ofFloat64(1 + 0x1.8p-23));
        assertEquals(Float.MIN_VALUE, NumberType.ofFloat64(Float.MIN_VALUE * 0.75));
        assertEquals(-0f, NumberType.ofFloat64(-1e-300));
        assertEquals(Float.POSITIVE_INFINITY, NumberType.ofFloat64(Double.POSITIVE_INFINITY));
        assertEquals(Float.NaN, NumberType.ofFloat64(Double.NaN));
    }

    @Test
    void finiteDoublesBeyondFloatsAreRefused() {
        assertEquals(Float.MAX_VALUE, NumberType.ofFloat64(Math.nextDown(0x1.ffffffp127)));
        assertThrows(ArithmeticException.class, () -> NumberType.ofFloat64(0x1.ffffffp127));
        assertThrows(ArithmeticException.class, () -> NumberType.ofFloat64(-1e300));
    }

    @Test
    void integersAreExactOrRefused() {
        assertEquals(-32768f, of(NumberType.INT16, 0x8000));
        assertEquals(32768f, of(NumberType.UINT16, 0x8000));
        assertEquals(16777216f, of(NumberType.INT32, 1 << 24));
        assertEquals(-1f, of(NumberType.INT32, -1));
        assertThrows(ArithmeticException.class, () -> of(NumberType.UINT32, -1));
        assertThrows(ArithmeticException.class, () -> of(NumberType.INT32, -(1 << 24) - 1));
        assertThrows(ArithmeticException.class, () -> of(NumberType.INT64, Long.MIN_VALUE));
    }

    /** Of a number's lowest bytes. */
    private static float of(NumberType type, long bits) {
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES).putLong(0, bits);
        return type.get(buffer, Long.BYTES - type.bytes());
    }
}
