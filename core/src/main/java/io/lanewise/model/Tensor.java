package io.lanewise.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A named array of numbers in a file. Immutable, and shared between threads without a lock. */
public final class Tensor {
    private static final int CHUNK = 8192;

    private final String name;
    private final String type;
    private final NumberType numbers;
    private final int[] shape;
    private final int length;
    private final Piece piece;
    private final int skip;
    private final boolean bigEndian;
    private final boolean columnMajor;

    /**
     * @param type as the file writes it
     * @param numbers null where no float can be made of them
     * @param length of the shape
     * @param piece holds the numbers
     * @param skip bytes before the first, after inflating
     * @param bigEndian the order of bytes
     * @param columnMajor whether the first index runs fastest
     */
    Tensor(
            String name,
            String type,
            NumberType numbers,
            int[] shape,
            int length,
            Piece piece,
            int skip,
            boolean bigEndian,
            boolean columnMajor) {
        this.name = name;
        this.type = type;
        this.numbers = numbers;
        this.shape = shape;
        this.length = length;
        this.piece = piece;
        this.skip = skip;
        this.bigEndian = bigEndian;
        this.columnMajor = columnMajor;
    }

    /** {@return the name in the file; {@code arr_0} for a .npy, which has none} */
    public String name() {
        return name;
    }

    /** {@return the type of the numbers as the file writes it, such as {@code F32} or {@code <f4}} */
    public String type() {
        return type;
    }

    /** {@return a copy of the sizes, outermost first; empty for a single number} */
    public int[] shape() {
        return shape.clone();
    }

    /** {@return how many sizes the shape has} */
    public int rank() {
        return shape.length;
    }

    /** {@return how many numbers there are, the product of the sizes} */
    public int length() {
        return length;
    }

    /**
     * The numbers, row-major whatever the file's order of axes and bytes, rounded to the nearest float. Infinities and
     * NaN stay. Each call decodes a new array.
     *
     * @return {@link #length} numbers
     * @throws ModelFileException if they are of a type other than float16, bfloat16, float32, float64 and integers of
     *     16 to 64 bits, or one of them is finite and beyond float32's range, or an integer beyond ±2²⁴
     */
    public float[] values() throws ModelFileException {
        ModelBytes file = piece.file();
        if (numbers == null) {
            throw file.error(
                    name,
                    "its numbers are of type " + ModelFileException.shown(type)
                            + ", which is not read: save them as float32");
        }
        int size = numbers.bytes();
        float[] values = new float[length];
        if (length == 0) {
            return values;
        }
        ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, (long) size * length))
                .order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        try (InputStream in = piece.open()) {
            in.skipNBytes(skip);
            while (at < length) {
                int some = Math.min(length - at, chunk.capacity() / size);
                if (in.readNBytes(chunk.array(), 0, some * size) < some * size) {
                    throw file.error(name, "ends before its numbers do");
                }
                for (int i = 0; i < some; i++, at++) {
                    values[columnMajor ? rowMajor(at) : at] = numbers.get(chunk, i * size);
                }
            }
        } catch (ArithmeticException e) {
            throw new ModelFileException(file.name(), name, "number " + at + " is " + e.getMessage(), e);
        } catch (ModelFileException e) {
            throw e;
        } catch (IOException e) {
            throw new ModelFileException(file.name(), name, "cannot be inflated (" + e + ")", e);
        }
        return values;
    }

    /** Where the number goes that is at this place when the first index runs fastest. */
    private int rowMajor(int at) {
        int place = 0;
        int stride = length;
        for (int size : shape) {
            stride /= size;
            place += at % size * stride;
            at /= size;
        }
        return place;
    }

    /** Where the numbers lie. */
    Piece piece() {
        return piece;
    }

    /** What all the numbers take as floats; 0 if no floats are made of them. */
    long floatBytes() {
        return numbers == null ? 0 : (long) Float.BYTES * length;
    }

    /** {@return name, type and shape} */
    @Override
    public String toString() {
        return ModelFileException.shown(name) + " " + ModelFileException.shown(type) + " " + Shapes.shown(shape);
    }
}
