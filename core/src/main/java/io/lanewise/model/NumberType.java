package io.lanewise.model;

import java.nio.ByteBuffer;

/** A type of numbers in a file, and how one becomes a float. */
enum NumberType {
    FLOAT16(2),
    BFLOAT16(2),
    FLOAT32(4),
    FLOAT64(8),
    INT16(2),
    UINT16(2),
    INT32(4),
    UINT32(4),
    INT64(8);

    /** Integers up to this are floats; beyond it not every one is. */
    private static final long EXACT = 1 << 24;

    private final int bytes;

    NumberType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of a number. */
    int bytes() {
        return bytes;
    }

    /**
     * The number at an index, rounded to nearest; infinities and NaN stay.
     *
     * @throws ArithmeticException if it is finite and float32 does not hold it, or an integer beyond ±2²⁴
     */
    float get(ByteBuffer buffer, int at) {
        if (this == FLOAT32) {
            return buffer.getFloat(at);
        }
        if (this == FLOAT64) {
            return ofFloat64(buffer.getDouble(at));
        }
        if (this == FLOAT16) {
            return ofFloat16(buffer.getShort(at));
        }
        if (this == BFLOAT16) {
            return Float.intBitsToFloat(buffer.getShort(at) << 16);
        }
        if (this == INT16) {
            return buffer.getShort(at);
        }
        if (this == UINT16) {
            return Short.toUnsignedInt(buffer.getShort(at));
        }
        if (this == INT64) {
            return ofInteger(buffer.getLong(at));
        }
        int bits = buffer.getInt(at);
        return ofInteger(this == INT32 ? bits : Integer.toUnsignedLong(bits));
    }

    /** An IEEE 754 half as a float, which holds every one exactly. JDK 17 has no method for it. */
    static float ofFloat16(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        if (exponent == 0) {
            // 0 or subnormal: so many times 2⁻²⁴, a product that is exact.
            return Float.intBitsToFloat(Float.floatToRawIntBits(fraction * 0x1p-24f) | sign);
        }
        // Biases of 15 and 127; infinity and NaN have the largest exponent in both.
        int widened = exponent == 0x1f ? 0xff : exponent - 15 + 127;
        return Float.intBitsToFloat(sign | widened << 23 | fraction << 13);
    }

    /**
     * Rounded to nearest.
     *
     * @throws ArithmeticException if the value is finite and beyond float32's range
     */
    static float ofFloat64(double value) {
        float rounded = (float) value;
        if (Float.isInfinite(rounded) && !Double.isInfinite(value)) {
            throw new ArithmeticException(value + ", which float32 cannot hold");
        }
        return rounded;
    }

    /**
     * The same number.
     *
     * @throws ArithmeticException if it is beyond ±2²⁴
     */
    static float ofInteger(long value) {
        if (value > EXACT || value < -EXACT) {
            throw new ArithmeticException(value + ", an integer beyond ±2²⁴, which float32 may not hold exactly");
        }
        return value;
    }
}
