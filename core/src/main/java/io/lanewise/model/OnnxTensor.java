package io.lanewise.model;

import java.util.Arrays;

/** A constant of the file: its shape, its type and where its elements are, which are decoded when asked for. */
final class OnnxTensor {
    /** A shape, a list of axes, a class: more integers than these no node here needs. */
    static final int MOST_INTEGERS = 64;

    private static final int MOST_DIMENSIONS = 16;

    private static final int FLOAT = 1;
    private static final int INT32 = 6;
    private static final int INT64 = 7;
    private static final int BOOL = 9;
    private static final int FLOAT16 = 10;
    private static final int DOUBLE = 11;
    private static final int BFLOAT16 = 16;

    private static final int FLOAT_DATA = 4;
    private static final int INT32_DATA = 5;
    private static final int INT64_DATA = 7;
    private static final int RAW_DATA = 9;
    private static final int DOUBLE_DATA = 10;

    private String name = "";
    private int[] shape = {};
    private int elements = 1;
    private int type;
    private OnnxBytes data;
    private int dataField;
    private boolean external;

    // Of its external_data; null is not given.
    private String location;
    private String offset;
    private String length;

    private OnnxTensor() {}

    static OnnxTensor read(OnnxProtobuf in) {
        in.keep();
        OnnxTensor tensor = new OnnxTensor();
        long[] dims = {};
        while (in.next()) {
            switch (in.field()) {
                case 1 -> dims = OnnxBytes.append(dims, in.value(), MOST_DIMENSIONS);
                case 2 -> tensor.type = (int) in.integer();
                case 3 -> throw new OnnxRefusal("a tensor in segments, which Lanewise does not read");
                case FLOAT_DATA, INT32_DATA, INT64_DATA, RAW_DATA, DOUBLE_DATA -> tensor.add(in);
                case 8 -> tensor.name = in.string();
                case 13 -> tensor.addPlace(in.message());
                case 14 -> tensor.external = in.integer() == 1;
                default -> in.skip();
            }
        }
        tensor.setShape(dims);
        return tensor;
    }

    /** {@return a tensor of these floats, four little-endian bytes each} */
    static OnnxTensor ofFloats(OnnxBytes floats, int... shape) {
        return of(FLOAT, floats, shape);
    }

    /** {@return a tensor of these integers} */
    static OnnxTensor ofIntegers(long[] values, int... shape) {
        byte[] bytes = new byte[8 * values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (values[i / 8] >> 8 * (i % 8));
        }
        return of(INT64, new OnnxBytes(bytes, 0, bytes.length), shape);
    }

    private static OnnxTensor of(int type, OnnxBytes raw, int... shape) {
        OnnxTensor tensor = new OnnxTensor();
        tensor.type = type;
        tensor.shape = shape;
        tensor.elements = Shapes.length(shape);
        tensor.data = raw;
        tensor.dataField = RAW_DATA;
        return tensor;
    }

    private void add(OnnxProtobuf in) {
        if (data != null && (in.field() != dataField || dataField == RAW_DATA)) {
            throw refuse("has its data twice");
        }
        dataField = in.field();
        data = in.valueAfter(data);
    }

    private void addPlace(OnnxProtobuf entry) {
        String key = "";
        String value = "";
        while (entry.next()) {
            switch (entry.field()) {
                case 1 -> key = entry.string();
                case 2 -> value = entry.string();
                default -> entry.skip();
            }
        }
        switch (key) {
            case "location" -> location = value;
            case "offset" -> offset = value;
            case "length" -> length = value;
            default -> {}
        }
    }

    private void setShape(long[] dims) {
        shape = new int[dims.length];
        try {
            for (int i = 0; i < shape.length; i++) {
                shape[i] = Math.toIntExact(dims[i]);
                if (shape[i] < 0) {
                    throw new ArithmeticException();
                }
            }
            elements = Shapes.length(shape);
        } catch (ArithmeticException e) {
            throw refuse("has the shape " + Arrays.toString(dims) + ", which no array has");
        }
    }

    String name() {
        return name;
    }

    /** {@return the shape; not a copy} */
    int[] shape() {
        return shape;
    }

    int elements() {
        return elements;
    }

    boolean isFloatingPoint() {
        return type == FLOAT || type == FLOAT16 || type == DOUBLE || type == BFLOAT16;
    }

    /** {@return the elements, for {@link #element}} */
    OnnxBytes floats(OnnxExternalData files) {
        int width = type == FLOAT ? 4 : type == DOUBLE ? 8 : 2;
        if (!isFloatingPoint()) {
            throw refuse("has elements of type " + typeName() + ", not floating-point numbers");
        }
        return content(width, type == FLOAT ? FLOAT_DATA : type == DOUBLE ? DOUBLE_DATA : INT32_DATA, files);
    }

    /** {@return an element of {@link #floats}, as it is} */
    double element(OnnxBytes floats, int i) {
        byte[] array = floats.array();
        int start = floats.start();
        return switch (type) {
            case FLOAT -> Float.intBitsToFloat((int) OnnxBytes.little(array, start + 4 * i, 4));
            case DOUBLE -> Double.longBitsToDouble(OnnxBytes.little(array, start + 8 * i, 8));
            case FLOAT16 -> NumberType.ofFloat16((short) OnnxBytes.little(array, start + 2 * i, 2));
            default -> Float.intBitsToFloat((int) OnnxBytes.little(array, start + 2 * i, 2) << 16);
        };
    }

    /** {@return the elements of a tensor of a few integers or truth values} */
    long[] integers(OnnxExternalData files) {
        int width = type == INT64 ? 8 : type == INT32 ? 4 : 1;
        if (type != INT64 && type != INT32 && type != BOOL) {
            throw refuse("has elements of type " + typeName() + ", not integers");
        }
        if (elements() > MOST_INTEGERS) {
            throw refuse("has " + elements() + " integers, more than the " + MOST_INTEGERS + " that a shape can have");
        }
        OnnxBytes bytes = content(width, type == INT64 ? INT64_DATA : INT32_DATA, files);
        long[] values = new long[elements()];
        for (int i = 0; i < values.length; i++) {
            long value = OnnxBytes.little(bytes.array(), bytes.start() + width * i, width);
            values[i] = type == INT32 ? (int) value : value;
        }
        return values;
    }

    /** The elements in little-endian order, exactly as many as the shape says. */
    private OnnxBytes content(int width, int ownField, OnnxExternalData files) {
        long needed = (long) elements() * width;
        if (needed > ModelBytes.LARGEST) {
            throw refuse("has " + needed + " bytes, more than an array holds");
        }
        if (external || location != null || offset != null || length != null) {
            if (data != null) {
                throw refuse("has data in the file and outside");
            }
            return files.read(name, location, offset, length, (int) needed);
        }
        if (data == null && needed == 0) {
            return new OnnxBytes(new byte[0], 0, 0);
        }
        if (data == null) {
            throw refuse("has no data");
        }
        if (dataField != RAW_DATA && dataField != ownField) {
            throw refuse("of type " + typeName() + " has its data in field " + dataField);
        }
        if (dataField == INT32_DATA || dataField == INT64_DATA) {
            if (data.varints() != elements()) {
                throw refuse("has " + data.varints() + " elements, not the " + elements() + " of its shape "
                        + Arrays.toString(shape));
            }
            files.memory().take(this, needed);
            byte[] values = data.varintsAsLittle(width);
            data = new OnnxBytes(values, 0, values.length);
            dataField = RAW_DATA;
        }
        if (data.length() != needed) {
            throw refuse("has " + data.length() + " bytes of data, not the " + needed + " of its shape "
                    + Arrays.toString(shape));
        }
        return data;
    }

    private String typeName() {
        return switch (type) {
            case FLOAT -> "float";
            case 2 -> "uint8";
            case 3 -> "int8";
            case INT32 -> "int32";
            case INT64 -> "int64";
            case 8 -> "string";
            case BOOL -> "bool";
            case FLOAT16 -> "float16";
            case DOUBLE -> "double";
            case BFLOAT16 -> "bfloat16";
            default -> "number " + type;
        };
    }

    @Override
    public String toString() {
        return "tensor " + OnnxRefusal.quote(name);
    }

    OnnxRefusal refuse(String what) {
        return OnnxRefusal.ofTensor(name, what);
    }
}
