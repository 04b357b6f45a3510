package io.lanewise.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.bench.Work;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Which benchmarks run, in which order, on which sides and shapes, and that the work of each is known. */
class BenchmarkSelectionTest {
    /** Without the peers, which only a Maven profile compiles. */
    private static final Options NO_PEERS =
            new OptionsBuilder().exclude("PeersBenchmark").build();

    private static final List<BenchmarkSelection.Group> ALL = select(true);

    private static List<BenchmarkSelection.Group> select(boolean full) {
        return BenchmarkSelection.select(NO_PEERS, full);
    }

    @Test
    void jmhKnowsEveryOperation() {
        assertEquals(
                List.of(
                        "Roof",
                        "Dense",
                        "DenseLayer",
                        "DenseGradient",
                        "Relu",
                        "Activation",
                        "Softmax",
                        "CrossEntropy",
                        "ArgMax",
                        "TopK",
                        "Network",
                        "Parallel",
                        "Training",
                        "ExpOperator",
                        "Copy",
                        "MathLog"),
                titles(ALL));
    }

    private static List<String> titles(List<BenchmarkSelection.Group> groups) {
        return groups.stream().map(BenchmarkSelection.Group::title).toList();
    }

    @Test
    void whatIsOnRequestRunsWhereItIsNamedOrAllIs() {
        List<String> shipped = List.of(
                "Roof",
                "Dense",
                "DenseLayer",
                "Relu",
                "Activation",
                "Softmax",
                "CrossEntropy",
                "ArgMax",
                "TopK",
                "Network");
        assertEquals(shipped, titles(select(false)));
        assertEquals(List.of("ExpOperator"), titles(BenchmarkSelection.select(named("ExpOperatorBenchmark"), false)));
    }

    @Test
    void aModelIsTimedWhereAFileIsGivenAndNothingElseIs() {
        assertEquals(List.of("Model"), titles(BenchmarkSelection.ofModel(NO_PEERS)));
        assertThrows(IllegalArgumentException.class, () -> BenchmarkSelection.select(named("ModelBenchmark"), true));
        assertThrows(IllegalArgumentException.class, () -> BenchmarkSelection.ofModel(named("ReluBenchmark")));
    }

    @Test
    void aFilterOfSeveralClassesRunsEachAlone() {
        List<BenchmarkSelection.Group> groups =
                BenchmarkSelection.select(named("ArgMaxBenchmark", "CrossEntropy"), false);
        assertEquals(List.of("CrossEntropy", "ArgMax"), titles(groups));
        for (BenchmarkSelection.Group group : groups) {
            Options alone = new OptionsBuilder()
                    .parent(named("ArgMaxBenchmark", "CrossEntropy"))
                    .exclude(group.others())
                    .build();
            List<BenchmarkSelection.Group> run = BenchmarkSelection.select(alone, false);
            assertEquals(List.of(group.title()), titles(run));
            assertEquals(group.entries().size(), run.get(0).entries().size());
        }
    }

    private static Options named(String... filters) {
        var options = new OptionsBuilder();
        for (String filter : filters) {
            options.include(filter);
        }
        return options.build();
    }

    private static BenchmarkSelection.Group group(String title) {
        return ALL.stream()
                .filter(group -> group.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theRoofRunsOnTheVectorSideAlone() {
        assertEquals(List.of(Side.VECTOR), group("Roof").sides());
        assertEquals(Side.ALL, group("Dense").sides());
    }

    @Test
    void theFullRunAddsShapes() {
        assertEquals(
                List.of("1024", "1048576", "16777216"), List.of(group("Relu").fullShapes()));
        assertEquals(
                List.of("256x10", "256x1000"), List.of(group("CrossEntropy").fullShapes()), "cross-entropy adds none");
        assertEquals(9, group("Dense").fullShapes().length, "Dense adds its own");
        assertEquals(18, group("DenseLayer").fullShapes().length, "DenseLayer adds those of every dense workload");
    }

    @Test
    void theWorkOfEveryShapeIsKnown() {
        for (BenchmarkSelection.Group group : ALL) {
            for (String shape : group.fullShapes()) {
                group.entries().forEach(e -> {
                    String method = e.getUsername().substring(e.getUsername().lastIndexOf('.'));
                    assertTrue(Work.of(group.title() + method, shape).amount() > 0);
                });
            }
        }
    }
}
