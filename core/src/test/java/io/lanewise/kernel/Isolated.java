package io.lanewise.kernel;

import java.io.File;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/** The library and its tests loaded once more, with methods that no compiler has seen. */
public final class Isolated extends URLClassLoader {
    private Isolated(URL[] classPath) {
        super(classPath, Isolated.class.getClassLoader());
    }

    public static Isolated load() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(new File(entry).toURI().toURL());
        }
        return new Isolated(urls.toArray(URL[]::new));
    }

    /** What the method of that name, static and without parameters, returns there. */
    public Object call(Class<?> original, String name) throws Exception {
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
