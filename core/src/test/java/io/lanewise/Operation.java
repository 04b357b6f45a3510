package io.lanewise;

import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A public method, what its arguments mean, and a good call of it, so that one test can break each argument in turn.
 * The form with offsets has one after each array.
 */
final class Operation {
    /**
     * An array argument, whether its values are checked, the sizes whose product is its length, and whether an output
     * of the same sizes may not be this array.
     */
    record ArrayArgument(
            String name, Class<?> type, boolean output, boolean checked, List<String> sizes, boolean apart) {}

    private final Object target;
    private final Class<?> owner;
    private final String method;
    private final boolean offsets;
    private String title;
    private final List<ArrayArgument> arrays = new ArrayList<>();
    private final List<String> sizes = new ArrayList<>();
    private final Map<String, Integer> values = new LinkedHashMap<>();
    private final Map<String, String> largest = new LinkedHashMap<>();
    private final Map<String, Object> others = new LinkedHashMap<>();
    private int smallest;

    private Operation(Class<?> owner, Object target, String method, boolean offsets) {
        this.owner = owner;
        this.target = target;
        this.method = method;
        this.offsets = offsets;
        this.title = owner.getSimpleName();
    }

    static Operation of(Class<?> owner, String method, boolean offsets) {
        return new Operation(owner, null, method, offsets);
    }

    static Operation of(Object target, String method, boolean offsets) {
        return new Operation(target.getClass(), target, method, offsets);
    }

    /** What the target is called, where there are more of its class. */
    Operation called(String name) {
        title = name;
        return this;
    }

    Operation in(String name, String... lengths) {
        arrays.add(new ArrayArgument(name, float[].class, false, false, List.of(lengths), false));
        return this;
    }

    /** An input in whose place no output may be. */
    Operation inApart(String name, String... lengths) {
        arrays.add(new ArrayArgument(name, float[].class, false, false, List.of(lengths), true));
        return this;
    }

    Operation out(String name, String... lengths) {
        arrays.add(new ArrayArgument(name, float[].class, true, false, List.of(lengths), false));
        return this;
    }

    Operation outInts(String name, String... lengths) {
        arrays.add(new ArrayArgument(name, int[].class, true, false, List.of(lengths), false));
        return this;
    }

    Operation labels(String... lengths) {
        arrays.add(new ArrayArgument("labels", int[].class, false, true, List.of(lengths), false));
        return this;
    }

    /** Labels whose values are not checked. */
    Operation anyLabels(String... lengths) {
        arrays.add(new ArrayArgument("labels", int[].class, false, false, List.of(lengths), false));
        return this;
    }

    /** Whole numbers that are read. */
    Operation inInts(String name, String... lengths) {
        arrays.add(new ArrayArgument(name, int[].class, false, false, List.of(lengths), false));
        return this;
    }

    /** A size that is an argument. */
    Operation size(String name, int value) {
        sizes.add(name);
        return fixed(name, value);
    }

    /** A size that is an argument, in [1, another size]. */
    Operation sizeUpTo(String other, String name, int value) {
        largest.put(name, other);
        return size(name, value);
    }

    /** A size that the target has. */
    Operation fixed(String name, int value) {
        values.put(name, value);
        return this;
    }

    Operation sizesFrom(int smallestSize) {
        smallest = smallestSize;
        return this;
    }

    Operation other(String name, Object value) {
        others.put(name, value);
        return this;
    }

    List<ArrayArgument> arrays() {
        return arrays;
    }

    List<String> sizes() {
        return sizes;
    }

    int smallest(String size) {
        return largest.containsKey(size) ? 1 : smallest;
    }

    /** The size that this one may not pass, null if there is none. */
    String largest(String size) {
        return largest.get(size);
    }

    int value(String size) {
        return values.get(size);
    }

    boolean hasOffsets() {
        return offsets;
    }

    boolean has(String other) {
        return others.containsKey(other);
    }

    int length(ArrayArgument array) {
        int length = 1;
        for (String size : array.sizes()) {
            length *= values.get(size);
        }
        return length;
    }

    /** Good arguments by name, in order; arrays with some slack on both sides where there are offsets. */
    Map<String, Object> arguments() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        int offset = 1;
        for (ArrayArgument array : arrays) {
            int at = offsets ? offset++ : 0;
            Object data = Array.newInstance(array.type().componentType(), at + length(array) + (offsets ? 2 : 0));
            for (int i = 0; i < Array.getLength(data); i++) {
                if (array.type() == float[].class) {
                    Array.setFloat(data, i, array.output() ? 12345f : 0.01f * (1 + (i * 7 + offset) % 89));
                }
            }
            arguments.put(array.name(), data);
            if (offsets) {
                arguments.put(offset(array), at);
            }
        }
        for (String size : sizes) {
            arguments.put(size, values.get(size));
        }
        arguments.putAll(others);
        return arguments;
    }

    static String offset(ArrayArgument array) {
        return array.name() + "Offset";
    }

    Object call(Map<String, Object> arguments) throws Throwable {
        try {
            return method().invoke(target, arguments.values().toArray());
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    Method method() {
        List<Class<?>> types = new ArrayList<>();
        for (ArrayArgument array : arrays) {
            types.add(array.type());
            if (offsets) {
                types.add(int.class);
            }
        }
        sizes.forEach(size -> types.add(int.class));
        for (Object other : others.values()) {
            // A number is an argument of its primitive type.
            types.add(MethodType.methodType(other.getClass()).unwrap().returnType());
        }
        try {
            Method found = owner.getDeclaredMethod(method, types.toArray(Class<?>[]::new));
            if (!Modifier.isPublic(found.getModifiers())) {
                throw new AssertionError(found + " is not public");
            }
            return found;
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(title + "." + method + "(");
        arrays.forEach(array -> text.append(array.name()).append(' '));
        return text.toString().strip() + (offsets ? ", with offsets)" : ")");
    }
}
