package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperationsTest {
    static List<Operation> withOffsets() {
        return Operations.all().stream().filter(Operation::hasOffsets).toList();
    }

    /** The table that the bad-input and allocation tests run over leaves no public method out. */
    @Test
    void everyPublicMethodThatTakesArraysIsInTheTable() throws Exception {
        TreeSet<String> expected = new TreeSet<>();
        for (Class<?> type : ImmutabilityTest.publicTypes()) {
            for (Method method : type.getDeclaredMethods()) {
                boolean takesArrays = Arrays.stream(method.getParameterTypes())
                        .anyMatch(parameter -> parameter.isArray()
                                && parameter.getComponentType().isPrimitive());
                // Of these the tests of the classes try the arguments.
                boolean makesOrRestores = method.getReturnType() == CrossEntropy.class
                        || method.getReturnType() == Trainer.class
                        || method.getName().equals("restore");
                if (Modifier.isPublic(method.getModifiers()) && takesArrays && !makesOrRestores) {
                    expected.add(method.toString());
                }
            }
        }
        TreeSet<String> actual = new TreeSet<>();
        Operations.all().forEach(operation -> actual.add(operation.method().toString()));
        assertEquals(expected, actual);
    }

    /** An offset is where the array would start if it were cut there. */
    @ParameterizedTest
    @MethodSource("withOffsets")
    void bothFormsGiveTheSameBits(Operation operation) throws Throwable {
        Map<String, Object> arguments = operation.arguments();
        Operation plain = Operations.all().stream()
                .filter(other -> !other.hasOffsets() && other.toString().equals(plainName(operation)))
                .findFirst()
                .orElseThrow();
        Map<String, Object> cut = plain.arguments();
        for (Operation.ArrayArgument array : operation.arrays()) {
            cut.put(array.name(), part(operation, arguments, array));
        }
        Object result = operation.call(arguments);
        Object cutResult = plain.call(cut);
        if (!(result instanceof DenseLayer)) {
            assertEquals(cutResult, result);
        } else {
            assertArrayEquals(outputs((DenseLayer) cutResult), outputs((DenseLayer) result));
        }
        for (Operation.ArrayArgument array : operation.arrays()) {
            if (cut.get(array.name()) instanceof float[] floats) {
                assertArrayEquals(floats, (float[]) part(operation, arguments, array));
                if (array.output()) {
                    assertNotEquals(12345f, floats[floats.length - 1]);
                }
            } else {
                assertArrayEquals((int[]) cut.get(array.name()), (int[]) part(operation, arguments, array));
            }
        }
    }

    private static String plainName(Operation operation) {
        return operation.toString().replace(", with offsets", "");
    }

    private static Object part(Operation operation, Map<String, Object> arguments, Operation.ArrayArgument array) {
        int from = (int) arguments.get(Operation.offset(array));
        int to = from + operation.length(array);
        return arguments.get(array.name()) instanceof float[] floats
                ? Arrays.copyOfRange(floats, from, to)
                : Arrays.copyOfRange((int[]) arguments.get(array.name()), from, to);
    }

    private static float[] outputs(DenseLayer layer) {
        float[] y = new float[Operations.NEURONS];
        layer.forward(new float[] {1, 2, 3, 4, 5}, y, 1);
        return y;
    }
}
