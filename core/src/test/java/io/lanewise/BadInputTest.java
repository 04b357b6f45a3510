package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.Operation.ArrayArgument;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One bad argument at a time in every public method and form: the exception's type, the argument's name and both values
 * in its message, and not an element of an output written.
 */
class BadInputTest {
    static List<Operation> operations() {
        return Operations.all();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theGoodCallPasses(Operation operation) {
        assertDoesNotThrow(() -> operation.call(operation.arguments()));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void nulls(Operation operation) {
        for (ArrayArgument array : operation.arrays()) {
            refuses(operation, NullPointerException.class, Map.of(array.name(), NULL), array.name(), "null");
        }
        if (operation.has("activation")) {
            refuses(operation, NullPointerException.class, Map.of("activation", NULL), "activation", "null");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void sizesTooSmall(Operation operation) {
        for (String size : operation.sizes()) {
            int smallest = operation.smallest(size);
            for (int bad : new int[] {smallest - 1, Integer.MIN_VALUE}) {
                refuses(operation, IllegalArgumentException.class, Map.of(size, bad), size, "" + bad, "" + smallest);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void sizesOverAnother(Operation operation) {
        for (String size : operation.sizes()) {
            String other = operation.largest(size);
            if (other != null) {
                int largest = operation.value(other);
                for (int bad : new int[] {largest + 1, Integer.MAX_VALUE}) {
                    refuses(
                            operation,
                            IllegalArgumentException.class,
                            Map.of(size, bad),
                            size,
                            "" + bad,
                            other,
                            "" + largest);
                }
            }
        }
    }

    /** Products past the largest int: 65536 × 65536 wraps around to 0, 65536 × 32768 to the smallest int. */
    @ParameterizedTest
    @MethodSource("operations")
    void productsPastInt(Operation operation) {
        for (ArrayArgument array : operation.arrays()) {
            if (array.sizes().size() < 2
                    || !operation.sizes().containsAll(array.sizes())
                    || operation.largest(array.sizes().get(1)) != null) {
                continue;
            }
            for (int second : new int[] {65536, 32768}) {
                Map<String, Object> bad = new LinkedHashMap<>();
                // With 0 for the others, no other product is too large.
                operation.sizes().forEach(size -> bad.put(size, 0));
                bad.put(array.sizes().get(0), 65536);
                bad.put(array.sizes().get(1), second);
                refuses(
                        operation,
                        IllegalArgumentException.class,
                        bad,
                        array.sizes().get(0),
                        array.sizes().get(1),
                        "65536",
                        "" + second);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void arraysTooShort(Operation operation) {
        Map<String, Object> good = operation.arguments();
        for (ArrayArgument array : operation.arrays()) {
            int needed = operation.length(array);
            int offset = operation.hasOffsets() ? (int) good.get(Operation.offset(array)) : 0;
            for (int has : new int[] {offset + needed - 1, 0}) {
                Object tooShort = Array.newInstance(array.type().componentType(), has);
                refuses(
                        operation,
                        IndexOutOfBoundsException.class,
                        Map.of(array.name(), tooShort),
                        array.name(),
                        "" + has,
                        "" + offset,
                        "" + needed);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void offsetsOutOfRange(Operation operation) {
        if (!operation.hasOffsets()) {
            return;
        }
        Map<String, Object> good = operation.arguments();
        for (ArrayArgument array : operation.arrays()) {
            String offset = Operation.offset(array);
            for (int bad : new int[] {-1, Integer.MIN_VALUE}) {
                refuses(operation, IndexOutOfBoundsException.class, Map.of(offset, bad), array.name(), "" + bad, "0");
            }
            int length = Array.getLength(good.get(array.name()));
            for (int bad : new int[] {length - operation.length(array) + 1, length + 1, Integer.MAX_VALUE}) {
                refuses(
                        operation,
                        IndexOutOfBoundsException.class,
                        Map.of(offset, bad),
                        array.name(),
                        "" + length,
                        "" + bad,
                        "" + operation.length(array));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void labelsOutOfRange(Operation operation) {
        for (ArrayArgument array : operation.arrays()) {
            if (!array.checked()) {
                continue;
            }
            for (int bad : new int[] {-1, Operations.NEURONS, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
                for (int row = 0; row < operation.length(array); row++) {
                    Map<String, Object> good = operation.arguments();
                    int[] labels = (int[]) good.get("labels");
                    int offset = operation.hasOffsets() ? (int) good.get(Operation.offset(array)) : 0;
                    labels[offset + row] = bad;
                    refuses(
                            operation,
                            IndexOutOfBoundsException.class,
                            Map.of("labels", labels),
                            "labels",
                            "row " + row,
                            "" + bad,
                            "" + Operations.NEURONS);
                }
            }
        }
    }

    /** Every output against every input of one array, one element shared at either end, and all but one. */
    @ParameterizedTest
    @MethodSource("operations")
    void overlaps(Operation operation) {
        for (ArrayArgument in : operation.arrays()) {
            for (ArrayArgument out : operation.arrays()) {
                if (in.output() || !out.output() || in.type() != out.type()) {
                    continue;
                }
                int inLength = operation.length(in);
                int outLength = operation.length(out);
                if (!operation.hasOffsets()) {
                    inPlace(operation, in, out);
                    continue;
                }
                for (int shift : new int[] {-outLength + 1, -1, 1, inLength - 1}) {
                    if (shift != 0) {
                        overlap(operation, in, out, 20, 20 + shift);
                    }
                }
                for (int shift : new int[] {-outLength, inLength}) {
                    Map<String, Object> apart = shared(operation, in, out, 20, 20 + shift);
                    assertDoesNotThrow(() -> operation.call(apart));
                }
            }
        }
    }

    private static void overlap(Operation operation, ArrayArgument in, ArrayArgument out, int inAt, int outAt) {
        refuses(
                operation,
                IllegalArgumentException.class,
                shared(operation, in, out, inAt, outAt),
                in.name(),
                out.name(),
                "" + inAt,
                "" + outAt,
                "" + (inAt + operation.length(in)),
                "" + (outAt + operation.length(out)));
    }

    private static Map<String, Object> shared(
            Operation operation, ArrayArgument in, ArrayArgument out, int inAt, int outAt) {
        Map<String, Object> arguments = operation.arguments();
        float[] both = new float[80];
        Arrays.fill(both, 0.25f);
        arguments.put(in.name(), both);
        arguments.put(out.name(), both);
        arguments.put(Operation.offset(in), inAt);
        arguments.put(Operation.offset(out), outAt);
        return arguments;
    }

    /** Element-wise and row-wise operations work in place; where rows change their length, nothing does, nor labels. */
    private static void inPlace(Operation operation, ArrayArgument in, ArrayArgument out) {
        float[] both = new float[operation.length(in) + operation.length(out)];
        for (int i = 0; i < both.length; i++) {
            both[i] = 0.125f * i - 1;
        }
        Map<String, Object> arguments = operation.arguments();
        arguments.put(in.name(), both);
        if (in.sizes().equals(out.sizes()) && !in.apart()) {
            float[] expected = both.clone();
            arguments.put(out.name(), expected);
            assertDoesNotThrow(() -> operation.call(arguments));
            arguments.put(out.name(), both);
            assertDoesNotThrow(() -> operation.call(arguments));
            assertArrayEquals(expected, both);
        } else {
            arguments.put(out.name(), both);
            refuses(operation, IllegalArgumentException.class, arguments, in.name(), out.name());
        }
    }

    private static final Object NULL = new Object();

    private static void refuses(
            Operation operation, Class<? extends RuntimeException> type, Map<String, Object> bad, String... mentioned) {
        Map<String, Object> arguments = operation.arguments();
        bad.forEach((name, value) -> {
            assertTrue(arguments.containsKey(name), name);
            arguments.put(name, value == NULL ? null : value);
        });
        Map<String, Object> before = new LinkedHashMap<>();
        arguments.forEach((name, value) -> before.put(name, copy(value)));
        RuntimeException thrown = assertThrows(type, () -> operation.call(arguments), operation + " with " + bad);
        for (String word : mentioned) {
            assertTrue(mentions(thrown.getMessage(), word), word + " is not in: " + thrown.getMessage());
        }
        before.forEach((name, value) -> {
            if (value instanceof float[] floats) {
                assertArrayEquals(floats, (float[]) arguments.get(name), name);
            } else if (value instanceof int[] ints) {
                assertArrayEquals(ints, (int[]) arguments.get(name), name);
            } else {
                assertEquals(value, arguments.get(name));
            }
        });
    }

    private static Object copy(Object value) {
        return value instanceof float[] floats ? floats.clone() : value instanceof int[] ints ? ints.clone() : value;
    }

    private static boolean mentions(String message, String word) {
        return Pattern.compile("(?<![\\w.-])" + Pattern.quote(word) + "(?![\\w.]\\w)(?!\\w)")
                .matcher(message)
                .find();
    }
}
