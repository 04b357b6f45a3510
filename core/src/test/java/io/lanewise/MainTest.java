package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.ChildJvm.Result;
import io.lanewise.command.InThisJvm;
import io.lanewise.corpus.Contract;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the jar's command prints. */
@RunsOnce
class MainTest {
    private static final String MAIN = "io.lanewise.command.Main";

    @Test
    void verifySaysWhatRunsAndThenALineAnOperation() throws Exception {
        Result result = main("-cp", ChildJvm.classes().toString(), MAIN, "--verify");
        assertEquals(0, result.exit(), result.toString());
        List<String> lines = result.out().lines().toList();
        assertTrue(lines.get(1).startsWith("backend: "), result.out());
        for (Contract part : Contract.values()) {
            String line = lines.get(4 + part.ordinal());
            assertTrue(line.startsWith(part.operation() + " "), line);
            assertTrue(line.endsWith(" equal      " + part.fingerprint()), line);
        }
        assertEquals("every operation gives the bits of the contract", lines.get(4 + Contract.values().length));
    }

    @Test
    void aNamedModuleVerifiesToo() throws Exception {
        String classes = ChildJvm.classes().toString();
        Result result = main("--module-path", classes, "-m", "io.lanewise/io.lanewise.command.Main", "--verify");
        assertEquals(0, result.exit(), result.toString());
    }

    @Test
    void withoutABackendNothingIsVerified() throws Exception {
        Result result =
                main("-Dlanewise.backend=nonsense", "-cp", ChildJvm.classes().toString(), MAIN, "--verify");
        assertEquals(1, result.exit(), result.toString());
        assertFalse(result.out().contains("equal"), result.out());
    }

    @ParameterizedTest
    @CsvSource({
        "--verfy, --verfy is no option here",
        "-h, -h is no option here",
        "--verify --verify, --verify is no option here",
        "--order inputs_first, --model is missing",
    })
    void anythingElseIsAnsweredWithTheUsage(String options, String reason) {
        Result result = InThisJvm.run(List.of(options.split(" ")));
        assertEquals(1, result.exit(), result.toString());
        assertEquals("", result.out());
        assertTrue(result.err().startsWith(reason + "; usage: java -jar lanewise-core.jar ["), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
    }

    @Test
    void helpNamesEveryOption() {
        Result result = InThisJvm.run(List.of("--help"));
        assertEquals(0, result.exit(), result.toString());
        for (String option : "--help --verify --model --activations --order --inputs --outputs".split(" ")) {
            assertTrue(result.out().lines().anyMatch(line -> line.startsWith(option + " ")), result.out());
        }
    }

    private static Result main(String... command) throws Exception {
        return ChildJvm.run(List.of(command));
    }
}
