package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanewise.ChildJvm.Result;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A program that uses the library, in the ways in which programs are started and shipped. It prints the backend and a
 * hash of its results' bits, which is the same in all of them.
 */
@RunsOnce
class EmbeddingTest {
    private static final String VECTOR = "jdk.incubator.vector";
    private static final String MANAGEMENT = "jdk.management";
    private static final String MAIN = "embedder.Program";
    private static final String AS_MODULE = "embedder/" + MAIN;
    private static final int JAR_BYTES = 300_000;
    private static final String LICENCE = "META-INF/LICENSE";

    private static final String PROGRAM = """
            package embedder;

            import io.lanewise.Activation;
            import io.lanewise.Backend;
            import io.lanewise.DenseLayer;
            import io.lanewise.InitialWeights;
            import io.lanewise.Network;
            import java.util.Arrays;

            public final class Program {
                public static void main(String[] arguments) throws Exception {
                    Runnable say = () -> System.out.println(Backend.current().name() + " " + hash());
                    if (arguments.length == 0) {
                        say.run();
                    } else {
                        Thread thread = new Thread(say);
                        thread.start();
                        thread.join();
                    }
                }

                public static int hash() {
                    int batch = 33;
                    Network network = Network.of(
                            DenseLayer.of(InitialWeights.normal(64, 40, 1), new float[40], 64, 40, Activation.RELU),
                            DenseLayer.of(InitialWeights.normal(40, 10, 2), new float[10], 40, 10, Activation.LINEAR));
                    float[] probabilities = new float[batch * 10];
                    network.newSession(batch).probabilities(
                            InitialWeights.normal(batch, 64, 3), probabilities, batch);
                    return Arrays.hashCode(probabilities);
                }
            }
            """;

    /** Each loader has a library and a program of its own; both start at once. */
    private static final String TWO_LOADERS = """
            import java.net.URL;
            import java.net.URLClassLoader;
            import java.nio.file.Path;

            final class TwoLoaders {
                public static void main(String[] jars) throws Exception {
                    URL[] urls = {Path.of(jars[0]).toUri().toURL(), Path.of(jars[1]).toUri().toURL()};
                    Thread[] threads = new Thread[2];
                    for (int i = 0; i < 2; i++) {
                        Class<?> program = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())
                                .loadClass("embedder.Program");
                        threads[i] = new Thread(() -> run(program));
                    }
                    for (Thread thread : threads) {
                        thread.start();
                    }
                    for (Thread thread : threads) {
                        thread.join();
                    }
                }

                private static void run(Class<?> program) {
                    try {
                        program.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
                    } catch (ReflectiveOperationException e) {
                        throw new AssertionError(e);
                    }
                }
            }
            """;

    @TempDir
    private static Path directory;

    private static Path library;
    private static Path program;
    private static int hash;

    @BeforeAll
    static void build() throws Exception {
        library = jar("lanewise.jar", true, ChildJvm.classes());
        Path classes = Files.createDirectory(directory.resolve("program"));
        Sources.compile(classes, "Program", PROGRAM);
        Sources.compile(classes, "module-info", "module embedder { requires io.lanewise; }", "-p", library.toString());
        program = jar("program.jar", true, classes);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {program.toUri().toURL()})) {
            hash = (int) loader.loadClass(MAIN).getMethod("hash").invoke(null);
        }
    }

    @Test
    void theJarIsSmall() throws IOException {
        assertTrue(Files.size(library) < JAR_BYTES, Files.size(library) + " bytes");
    }

    @Test
    void theJarHoldsClassesAndItsLicenceAlone() throws IOException {
        try (JarFile jar = new JarFile(library.toFile())) {
            List<String> others = jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> !name.endsWith(".class") && !name.equals(JarFile.MANIFEST_NAME))
                    .toList();
            assertEquals(List.of(LICENCE), others, "in " + ChildJvm.classes() + ", which mvn clean empties");
            try (InputStream in = jar.getInputStream(jar.getEntry(LICENCE))) {
                String licence = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(licence.strip().matches("(?s)Apache License\\s+Version 2.0, January 2004\\s.*"), licence);
                assertTrue(licence.contains("END OF TERMS AND CONDITIONS"), licence);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void onTheClassPath(boolean vectors) throws Exception {
        assertSays(vectors, ChildJvm.run(flags(vectors, "-cp", classPath(), MAIN)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void onTheModulePath(boolean vectors) throws Exception {
        assertSays(vectors, ChildJvm.run(flags(vectors, "-p", classPath(), "-m", AS_MODULE)));
    }

    /** Without module-info.class, as a shading plugin leaves it out. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void inAShadedJar(boolean vectors) throws Exception {
        Path shaded = jar("shaded.jar", false, ChildJvm.classes(), directory.resolve("program"));
        assertSays(vectors, ChildJvm.run(flags(vectors, "-jar", shaded.toString())));
    }

    /** The library's packages have other names, as shading plugins give them where a library brings Lanewise along. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void inAShadedJarInOtherPackages(boolean vectors) throws Exception {
        Path shaded = jar("before.jar", false, ChildJvm.classes(), directory.resolve("program"));
        Path relocated = directory.resolve("relocated.jar");
        try (JarFile from = new JarFile(shaded.toFile());
                JarOutputStream to = new JarOutputStream(Files.newOutputStream(relocated), from.getManifest())) {
            for (JarEntry entry :
                    from.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
                to.putNextEntry(new JarEntry(renamed(entry.getName())));
                try (InputStream in = from.getInputStream(entry)) {
                    // A char for each byte, both ways.
                    String bytes = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
                    to.write(renamed(bytes).getBytes(StandardCharsets.ISO_8859_1));
                }
            }
        }
        assertSays(vectors, ChildJvm.run(flags(vectors, "-jar", relocated.toString())));
    }

    /** As long as before, so that the lengths in a class file stay right. */
    private static String renamed(String text) {
        return text.replace("io/lanewise", "my/lanewise").replace("io.lanewise", "my.lanewise");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void byTwoClassLoadersAtOnce(boolean vectors) throws Exception {
        Sources.compile(directory, "TwoLoaders", TWO_LOADERS);
        Result result = ChildJvm.run(
                flags(vectors, "-cp", directory.toString(), "TwoLoaders", library.toString(), program.toString()));
        String line = says(vectors);
        assertEquals(line + System.lineSeparator() + line, result.out(), result.err());
    }

    @ParameterizedTest
    @CsvSource({
        "false, -Xss256k, main",
        "true, -Xss256k, main",
        "false, -Xss256k, thread",
        "true, -Xss256k, thread",
        "false, -Xmx32m, main",
        "true, -Xmx32m, main"
    })
    void withLittleMemory(boolean vectors, String limit, String where) throws Exception {
        List<String> command = flags(vectors, limit, "-cp", classPath(), MAIN);
        if (where.equals("thread")) {
            command.add(where);
        }
        assertSays(vectors, ChildJvm.run(command));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void inJshell(boolean vectors) throws Exception {
        assumeTrue(
                ModuleLayer.boot().findModule("jdk.jshell").isPresent(), "this JDK has no jshell (module jdk.jshell)");
        Path script = Files.writeString(directory.resolve("script.jsh"), MAIN + ".main(new String[0])\n/exit\n");
        // The class behind bin/jshell. Preferences of its own, because jshell keeps its history in the user's.
        List<String> command = new ArrayList<>(List.of(
                "-Djava.util.prefs.userRoot=" + directory,
                "-m",
                "jdk.jshell/jdk.internal.jshell.tool.JShellToolProvider",
                "--feedback",
                "silent",
                "--class-path",
                classPath()));
        if (vectors) {
            command.addAll(List.of("--add-modules", VECTOR));
        }
        command.add(script.toString());
        assertSays(vectors, ChildJvm.run(command));
    }

    @Test
    void inAnImage() throws Exception {
        Path image = image(VECTOR, MANAGEMENT);
        assertSays(true, ChildJvm.run(image, flags(true, "-m", AS_MODULE)));
        assertSays(false, ChildJvm.run(image, flags(false, "-m", AS_MODULE)));
    }

    @Test
    void inAnImageWithoutVectors() throws Exception {
        assertSays(false, ChildJvm.run(image(MANAGEMENT), flags(false, "-m", AS_MODULE)));
    }

    @Test
    void inAnImageWithoutManagement() throws Exception {
        assertSays(true, ChildJvm.run(image(VECTOR), flags(true, "-m", AS_MODULE)));
    }

    private static Path image(String... modules) {
        ToolProvider jlink = ToolProvider.findFirst("jlink").orElse(null);
        assumeTrue(jlink != null, "this JDK has no jlink (module jdk.jlink)");
        String all = "embedder," + String.join(",", modules);
        Path image = directory.resolve(all.replace(',', '-'));
        StringWriter words = new StringWriter();
        PrintWriter out = new PrintWriter(words);
        int exit = jlink.run(out, out, "-p", classPath(), "--add-modules", all, "--output", image.toString());
        assertEquals(0, exit, words.toString());
        return image;
    }

    private static String classPath() {
        return library + File.pathSeparator + program;
    }

    private static List<String> flags(boolean vectors, String... arguments) {
        List<String> all = new ArrayList<>();
        if (vectors) {
            all.add(ChildJvm.MODULE);
        }
        Collections.addAll(all, arguments);
        return all;
    }

    private static String says(boolean vectors) {
        return (vectors ? "vector " : "scalar ") + hash;
    }

    private static void assertSays(boolean vectors, Result result) {
        assertEquals(0, result.exit(), result.toString());
        assertEquals(says(vectors), result.out(), result.err());
    }

    /** Of these folders' files, with the program as its main class. */
    private static Path jar(String name, boolean module, Path... folders) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, MAIN);
        Path file = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (Path folder : folders) {
                add(folder, module, jar);
            }
        }
        return file;
    }

    private static void add(Path folder, boolean module, JarOutputStream jar) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String entry = folder.relativize(file).toString().replace(File.separatorChar, '/');
                if (module || !entry.equals("module-info.class")) {
                    jar.putNextEntry(new JarEntry(entry));
                    Files.copy(file, jar);
                    jar.closeEntry();
                }
            }
        }
    }
}
