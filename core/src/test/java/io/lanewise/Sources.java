package io.lanewise;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles a source text against the library. */
final class Sources {
    private Sources() {}

    /** Writes the classes of {@code name} below directory; throws AssertionError with javac's message. */
    static void compile(Path directory, String name, String source, String... options) throws IOException {
        Path file = directory.resolve(name + ".java");
        Files.writeString(file, source);
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("-proc:none", "-cp", ChildJvm.classes().toString(), "-d", directory.toString()));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter words = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            if (!compiler.getTask(words, files, null, all, null, files.getJavaFileObjects(file))
                    .call()) {
                throw new AssertionError(words + "\n" + source);
            }
        }
    }
}
