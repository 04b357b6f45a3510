package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise in one number. It was computed once and stands here for every backend, width, JDK and processor; it
 * changes only with the order of arithmetic, which is the contract, or with {@link Digest}.
 */
class SameBitsTest {
    private static final String BITS = "b23b355c8c39253e";

    @Test
    void inThisRun() {
        assertEquals(BITS, Long.toHexString(Digest.compute()));
    }

    @ParameterizedTest
    @EnabledIfSystemProperty(
            named = ExpectedBackend.PROPERTY,
            matches = "scalar",
            disabledReason = "the processes choose their own backend: once is enough, in the scalar execution")
    @ValueSource(strings = {
        "-Xint",
        "-XX:TieredStopAtLevel=1",
        "-XX:-TieredCompilation -XX:CompileThreshold=100",
        "-XX:-UseFMA",
        "-XX:-UseSuperWord",
        "-Dlanewise.backend=scalar",
        "--add-modules=jdk.incubator.vector",
        "--add-modules=jdk.incubator.vector -Xint -Dlanewise.backend=vector",
        "--add-modules=jdk.incubator.vector -XX:TieredStopAtLevel=1 -Dlanewise.backend=vector",
        "--add-modules=jdk.incubator.vector -XX:-TieredCompilation -XX:CompileThreshold=100",
    })
    void underOtherFlags(String flags) throws Exception {
        List<String> command = new ArrayList<>(List.of(flags.split(" ")));
        command.addAll(List.of("-cp", ChildJvm.classPath(), Digest.class.getName()));
        ChildJvm.Result result = ChildJvm.run(command);
        assertEquals(BITS, result.out(), result.err());
    }
}
