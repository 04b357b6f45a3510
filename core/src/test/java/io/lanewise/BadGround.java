package io.lanewise;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs in a process of its own, for {@link BadGroundTest}: prints the backend after a hard start, and an answer. */
public final class BadGround {
    private static int overflows;
    private static boolean succeeded;

    private BadGround() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "plain" -> print();
            case "deep-stack" -> deepStack();
            case "full-heap" -> fullHeap();
            case "fma" -> fma();
            case "hidden" -> hidden(Arrays.copyOfRange(arguments, 1, arguments.length));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void print() {
        Backend backend = Backend.current();
        float[] p = {1, 2, 3};
        Softmax.forward(p, p, 1, 3);
        System.out.println(backend.name() + ": " + backend.reason());
        System.out.println(Arrays.toString(p));
    }

    /** The first use with hardly any stack left, then with a frame more, and so on until it succeeds. */
    private static void deepStack() {
        descend();
        System.out.println(overflows > 0 ? "failed first" : "never failed");
        print();
    }

    private static void descend() {
        try {
            descend();
        } catch (StackOverflowError e) {
            // The end of the stack.
        }
        if (!succeeded) {
            try {
                float[] p = {1, 2, 3};
                Softmax.forward(p, p, 1, 3);
                succeeded = true;
            } catch (StackOverflowError e) {
                overflows++;
            }
        }
    }

    /** The first use with a full heap, and the second with an empty one. */
    private static void fullHeap() {
        List<byte[]> ballast = new ArrayList<>();
        for (int size = 1 << 20; size > 100; size /= 2) {
            try {
                while (true) {
                    ballast.add(new byte[size]);
                }
            } catch (OutOfMemoryError e) {
                // The next size is smaller.
            }
        }
        boolean failed = false;
        try {
            Backend.current();
        } catch (OutOfMemoryError e) {
            failed = true;
        }
        ballast.clear();
        System.out.println(failed ? "failed first" : "never failed");
        print();
    }

    /** A layer of 64×64 often enough that BigDecimal, 10 ms each, would take minutes. */
    private static void fma() {
        float[] weights = new float[64 * 64];
        Arrays.fill(weights, 0.1f);
        DenseLayer layer = DenseLayer.of(weights, new float[64], 64, 64, Activation.LINEAR);
        float[] x = new float[64];
        Arrays.fill(x, 0.3f);
        float[] y = new float[64];
        for (int i = 0; i < 20_000; i++) {
            layer.forward(x, y, 1);
        }
        print();
    }

    /** The library in a class loader whose parent shows java.* only. */
    private static void hidden(String[] paths) throws Exception {
        URL[] urls = new URL[paths.length];
        for (int i = 0; i < paths.length; i++) {
            urls[i] = Path.of(paths[i]).toUri().toURL();
        }
        ClassLoader javaOnly = new ClassLoader(null) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                throw new ClassNotFoundException(name);
            }

            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.startsWith("java.")) {
                    return ClassLoader.getPlatformClassLoader().loadClass(name);
                }
                throw new ClassNotFoundException(name);
            }
        };
        try (URLClassLoader loader = new URLClassLoader(urls, javaOnly)) {
            loader.loadClass(BadGround.class.getName())
                    .getDeclaredMethod("main", String[].class)
                    .invoke(null, (Object) new String[] {"plain"});
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause());
        }
    }
}
