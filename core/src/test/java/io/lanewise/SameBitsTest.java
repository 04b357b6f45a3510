package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lanewise.ChildJvm.Result;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@link Contract}, on every backend and width and under the flags that change who compiles and to what. */
class SameBitsTest {
    private static final String ONCE = "the processes choose their own backend: the scalar execution is enough";

    @ParameterizedTest
    @EnumSource
    void inThisRun(Contract part) {
        assertEquals(part.fingerprint(), part.computed());
    }

    @ParameterizedTest
    @EnabledIfSystemProperty(named = ExpectedBackend.PROPERTY, matches = "scalar", disabledReason = ONCE)
    @ValueSource(strings = {
        "-XX:TieredStopAtLevel=1",
        "-XX:-TieredCompilation -XX:CompileThreshold=100",
        "-XX:-UseFMA",
        "-XX:-UseSuperWord",
        "--add-modules=jdk.incubator.vector",
        "--add-modules=jdk.incubator.vector -XX:TieredStopAtLevel=1 -Dlanewise.backend=vector",
        "--add-modules=jdk.incubator.vector -XX:-TieredCompilation -XX:CompileThreshold=100",
    })
    void underOtherFlags(String flags) throws Exception {
        assertSame(flags, "io.lanewise.Main", "--verify");
    }

    @ParameterizedTest
    @EnabledIfSystemProperty(named = ExpectedBackend.PROPERTY, matches = "scalar", disabledReason = ONCE)
    @ValueSource(strings = {"-Xint", "--add-modules=jdk.incubator.vector -Xint -Dlanewise.backend=vector"})
    void interpreted(String flags) throws Exception {
        assertSame(flags, "io.lanewise.ContractCheck", "RELU", "LOSS_BY_LABEL", "ARG_MAX");
    }

    private static void assertSame(String flags, String main, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(flags.split(" ")));
        command.addAll(List.of("-cp", ChildJvm.classPath(), main));
        command.addAll(List.of(arguments));
        Result result = ChildJvm.run(command);
        assertEquals(0, result.exit(), result.toString());
    }
}
