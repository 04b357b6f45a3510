package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lanewise.ChildJvm.Result;
import io.lanewise.corpus.Contract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@link Contract}, on every backend and width and under flags that change the compiler and its instructions. */
class SameBitsTest {
    private static final String CHECK = "io.lanewise.ContractCheck";

    @ParameterizedTest
    @EnumSource
    void inThisRun(Contract part) {
        assertEquals(part.fingerprint(), part.computed());
    }

    @ParameterizedTest
    @RunsOnce
    @ValueSource(
            strings = {
                "-XX:TieredStopAtLevel=1",
                "-XX:-TieredCompilation -XX:CompileThreshold=100",
                "-XX:-UseFMA",
                "-XX:-UseSuperWord",
                "--add-modules=jdk.incubator.vector",
                "--add-modules=jdk.incubator.vector -XX:TieredStopAtLevel=1 -Dlanewise.backend=vector",
                "--add-modules=jdk.incubator.vector -XX:-TieredCompilation -XX:CompileThreshold=100",
            })
    void underOtherFlags(String flags) throws Exception {
        assertSame(flags, "io.lanewise.command.Main", "--verify");
    }

    /** Without the networks that take the interpreter seconds and have no arithmetic of their own. */
    @Test
    @RunsOnce
    void interpreted() throws Exception {
        assertSame(
                "-Xint",
                CHECK,
                "DENSE",
                "DENSE_LAYER",
                "DENSE_GRADIENT",
                "RELU",
                "LEAKY_RELU",
                "ELU",
                "SIGMOID",
                "TANH",
                "SILU",
                "GELU",
                "GELU_TANH",
                "RELU6",
                "ACTIVATION_GRADIENT",
                "SOFTMAX",
                "LOG_SOFTMAX",
                "LOSS_BY_LABEL",
                "LOSS_BY_ONE_HOT",
                "LOGIT_LOSS_BY_LABEL",
                "LOGIT_LOSS_BY_ONE_HOT",
                "LOSS_WITH_OPTIONS",
                "LOSS_GRADIENT",
                "ARG_MAX",
                "TOP_K",
                "NETWORK",
                "INITIAL_WEIGHTS");
    }

    /**
     * One of each kind of kernel, because vectors are objects here and all parts take minutes. Those of dense and softmax
     * alone take half of one: the backend's own check of their bits, in the interpreter too, lets this process begin.
     */
    @Test
    @RunsOnce
    void interpretedVectors() throws Exception {
        assertSame(
                "--add-modules=jdk.incubator.vector -Xint -Dlanewise.backend=vector",
                CHECK,
                "RELU",
                "GELU",
                "LOSS_BY_LABEL",
                "ARG_MAX",
                "TOP_K");
    }

    private static void assertSame(String flags, String main, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(flags.split(" ")));
        command.addAll(List.of("-cp", ChildJvm.classPath(), main));
        command.addAll(List.of(arguments));
        Result result = ChildJvm.run(command);
        assertEquals(0, result.exit(), result.toString());
    }
}
