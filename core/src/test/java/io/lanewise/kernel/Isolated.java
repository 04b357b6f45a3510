package io.lanewise.kernel;

import java.io.File;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/**
 * The library and its tests loaded once more: with static fields of their own, so that another vector width can be in
 * force beside the run's, and with methods that no compiler has seen.
 */
final class Isolated extends URLClassLoader {
    private Isolated(URL[] classPath) {
        super(classPath, Isolated.class.getClassLoader());
    }

    static Isolated load() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(new File(entry).toURI().toURL());
        }
        return new Isolated(urls.toArray(URL[]::new));
    }

    /** Settles the width before anything else asks for it. */
    static Isolated loadWithBits(int bits) throws Exception {
        String before = System.getProperty(Selection.BITS);
        System.setProperty(Selection.BITS, String.valueOf(bits));
        try {
            Isolated isolated = load();
            Class.forName("io.lanewise.kernel.VectorWidth", true, isolated);
            Class.forName("io.lanewise.kernel.Kernels", true, isolated);
            return isolated;
        } finally {
            if (before == null) {
                System.clearProperty(Selection.BITS);
            } else {
                System.setProperty(Selection.BITS, before);
            }
        }
    }

    /** What the method of that name, static and without parameters, returns there. */
    Object call(Class<?> original, String name) throws Exception {
        Method method = loadClass(original.getName()).getDeclaredMethod(name);
        method.setAccessible(true);
        return method.invoke(null);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("io.lanewise.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }
}
