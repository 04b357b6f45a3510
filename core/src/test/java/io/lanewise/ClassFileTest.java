package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the compiled library must not contain, and that the check finds it. */
@RunsOnce
class ClassFileTest {
    private static final String SPECIES = "jdk.incubator.vector.VectorSpecies<Float>";

    @TempDir
    Path directory;

    @Test
    void theLibraryBreaksNoRule() throws IOException {
        List<String> violations = new ArrayList<>();
        List<String> withSpecies = new ArrayList<>();
        int classes = 0;
        try (Stream<Path> files = Files.walk(ChildJvm.classes())) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                ClassFile classFile = new ClassFile(Files.readAllBytes(file));
                violations.addAll(classFile.violations());
                if (classFile.fields().stream()
                        .anyMatch(field -> field.descriptor().endsWith("VectorSpecies;"))) {
                    withSpecies.add(classFile.name());
                }
                classes++;
            }
        }
        assertEquals(List.of(), violations);
        assertTrue(classes > 20, "found " + classes + " classes");
        assertTrue(withSpecies.contains("io/lanewise/kernel/VectorWidth"), withSpecies.toString());
    }

    /** C2 compiles a method over FreqInlineSize on its own; inlined, these would make their callers too large. */
    @Test
    void whatMustNotBeInlinedIsTooLongForIt() throws IOException {
        assertTrue(codeLength("VectorExp", "exponentials") > 325);
        assertTrue(codeLength("VectorLog", "log") > 325);
        assertTrue(codeLength("VectorTanh", "run") > 325);
        assertTrue(codeLength("VectorQuotients", "quotients") > 325);
        assertTrue(codeLength("VectorGelu", "ratios") > 325);
        assertTrue(codeLength("VectorGelu", "products") > 325);
    }

    private static int codeLength(String kernel, String method) throws IOException {
        Path file = ChildJvm.classes().resolve("io/lanewise/kernel/rows/" + kernel + ".class");
        return new ClassFile(Files.readAllBytes(file)).codeLength(method);
    }

    @Test
    void theVectorApiOutsideTheKernelsIsSeen() throws IOException {
        assertViolation("io.lanewise", "static Object o = jdk.incubator.vector.FloatVector.SPECIES_128;");
        assertViolation("io.lanewise", "jdk.incubator.vector.FloatVector field;");
        assertViolation("io.lanewise.other", "void method(jdk.incubator.vector.FloatVector v) {}");
        assertViolation("io.lanewise", "Class<?> type = jdk.incubator.vector.FloatVector.class;");
    }

    @Test
    void aSpeciesThatIsNotStaticFinalIsSeen() throws IOException {
        assertViolation("io.lanewise.kernel", "static " + SPECIES + " species;");
        assertViolation("io.lanewise.kernel", "final " + SPECIES + " species = null;");
        assertViolation("io.lanewise.kernel", SPECIES + "[] species;");
        assertViolation("io.lanewise.kernel", "static void method(" + SPECIES + " species) {}");
        assertViolation("io.lanewise.kernel", "static " + SPECIES + " method() { return null; }");
        String chosen = SPECIES + " s = jdk.incubator.vector.FloatVector.SPECIES_128";
        assertViolation("io.lanewise.kernel", "static int method() { " + chosen + "; return s.length(); }");
    }

    @Test
    void whatIsAllowedPasses() throws IOException {
        assertEquals(List.of(), violations("io.lanewise.kernel", "static final " + SPECIES + " S = null;"));
        assertEquals(List.of(), violations("io.lanewise", "long l = 5; double d = 2; String s = \"x\" + l;"));
    }

    private void assertViolation(String inPackage, String member) throws IOException {
        assertFalse(violations(inPackage, member).isEmpty(), member);
    }

    private List<String> violations(String inPackage, String member) throws IOException {
        String source = "package " + inPackage + "; class Sample { " + member + " }";
        Sources.compile(directory, "Sample", source, "-g", "--add-modules", "jdk.incubator.vector");
        Path file = directory.resolve(inPackage.replace('.', '/')).resolve("Sample.class");
        return new ClassFile(Files.readAllBytes(file)).violations();
    }
}
