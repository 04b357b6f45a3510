package io.lanewise.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** A library's version as Maven left it in the jar, for those whose classes do not tell. */
final class LibraryRelease {
    private LibraryRelease() {}

    /** Of an artifact, {@code group/name}, that a class can read. */
    static String of(Class<?> reader, String artifact) {
        Properties maven = new Properties();
        try (InputStream in = reader.getResourceAsStream("/META-INF/maven/" + artifact + "/pom.properties")) {
            maven.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return maven.getProperty("version");
    }
}
