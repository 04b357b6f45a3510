package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing that a caller can subclass, deserialise, set or still hold an array of changes a network. */
class ImmutabilityTest {
    @Test
    void noPublicClassIsOpen() throws Exception {
        List<String> open = new ArrayList<>();
        int types = 0;
        for (Class<?> type : publicTypes()) {
            types++;
            open.addAll(open(type));
        }
        // A session computes in its arrays, and a flag says whether it does.
        assertEquals(List.of("Session.busy is not final"), open);
        assertTrue(types > 10, types + " types");
    }

    @Test
    void anOpenClassIsSeen() {
        assertEquals(
                Set.of(
                        "Open is not final",
                        "Open is serialisable",
                        "Open has the constructor public io.lanewise.ImmutabilityTest$Open()",
                        "Open.value is not final",
                        "Open.setValue is a setter"),
                Set.copyOf(open(Open.class)));
    }

    @SuppressWarnings("serial")
    private static class Open implements Serializable {
        int value;

        public Open() {}

        void setValue(int value) {
            this.value = value;
        }
    }

    /** As a named module, which reflection cannot enter. */
    @Test
    void theModuleOpensNothing() throws IOException {
        try (InputStream in = Files.newInputStream(ChildJvm.classes().resolve("module-info.class"))) {
            ModuleDescriptor module = ModuleDescriptor.read(in);
            assertFalse(module.isOpen());
            assertEquals(Set.of(), module.opens());
            assertEquals(
                    Set.of("io.lanewise", "io.lanewise.model"),
                    Set.copyOf(module.exports().stream()
                            .map(ModuleDescriptor.Exports::source)
                            .toList()));
        }
    }

    @Test
    void arraysAreCopied() {
        float[] weights = {1, 2};
        float[] bias = {3};
        float[] classWeights = {1, 2};
        DenseLayer layer = DenseLayer.of(weights, bias, 2, 1, Activation.LINEAR);
        DenseLayer transposed = DenseLayer.ofTransposed(weights, bias, 2, 1, Activation.LINEAR);
        DenseLayer[] layers = {layer};
        Network network = Network.of(layers);
        CrossEntropy loss = CrossEntropy.ofLogits().withClassWeights(classWeights);
        double before = loss.sum(new float[] {0, 1}, new int[] {1}, 1, 2);

        weights[0] = bias[0] = classWeights[1] = Float.NaN;
        layers[0] = null;

        float[] y = new float[1];
        layer.forward(new float[] {1, 1}, y, 1);
        assertArrayEquals(new float[] {6}, y);
        transposed.forward(new float[] {1, 1}, y, 1);
        assertArrayEquals(new float[] {6}, y);
        assertEquals(List.of(layer), network.layers());
        assertThrows(UnsupportedOperationException.class, () -> network.layers().clear());
        assertEquals(before, loss.sum(new float[] {0, 1}, new int[] {1}, 1, 2));
    }

    /** The public types of the library. */
    static List<Class<?>> publicTypes() throws IOException, ClassNotFoundException {
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.list(ChildJvm.classes().resolve("io/lanewise"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                Class<?> type = Class.forName("io.lanewise." + name);
                if (Modifier.isPublic(type.getModifiers())) {
                    types.add(type);
                }
            }
        }
        return types;
    }

    /** What of a type can be extended, deserialised or set. */
    private static List<String> open(Class<?> type) {
        List<String> open = new ArrayList<>();
        if (!Modifier.isFinal(type.getModifiers())) {
            open.add(type.getSimpleName() + " is not final");
        }
        if (Serializable.class.isAssignableFrom(type) && !type.isEnum()) {
            open.add(type.getSimpleName() + " is serialisable");
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            // A record's constructor takes nothing that its accessors do not return.
            if (Modifier.isPublic(constructor.getModifiers()) && !type.isRecord()) {
                open.add(type.getSimpleName() + " has the constructor " + constructor);
            }
        }
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isFinal(field.getModifiers())) {
                open.add(type.getSimpleName() + "." + field.getName() + " is not final");
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (method.getName().startsWith("set")) {
                open.add(type.getSimpleName() + "." + method.getName() + " is a setter");
            }
        }
        return open;
    }
}
