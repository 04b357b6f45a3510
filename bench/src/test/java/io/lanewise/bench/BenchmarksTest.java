package io.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Each benchmark at each of its default shapes gives the specification's answer, and its work is known. */
class BenchmarksTest {
    /** Without the peers, which only a Maven profile compiles. */
    private static final List<Catalogue.Group> ALL = select(true);

    private static List<Catalogue.Group> select(boolean full) {
        return Catalogue.select(new OptionsBuilder().exclude("PeersBenchmark").build(), full);
    }

    @Test
    void jmhKnowsEveryOperation() {
        assertEquals(
                List.of(
                        "Roof", "Dense", "DenseLayer", "Relu", "Softmax", "CrossEntropy", "ArgMax", "TopK", "Network",
                        "ExpOperator", "Copy", "MathLog"),
                titles(ALL));
    }

    private static List<String> titles(List<Catalogue.Group> groups) {
        return groups.stream().map(Catalogue.Group::title).toList();
    }

    @Test
    void whatIsOnRequestRunsWhereItIsNamedOrAllIs() {
        List<String> shipped = List.of(
                "Roof", "Dense", "DenseLayer", "Relu", "Softmax", "CrossEntropy", "ArgMax", "TopK", "Network");
        assertEquals(shipped, titles(select(false)));
        assertEquals(List.of("ExpOperator"), titles(Catalogue.select(named("ExpOperatorBenchmark"), false)));
    }

    @Test
    void aFilterOfSeveralClassesRunsEachAlone() {
        List<Catalogue.Group> groups = Catalogue.select(named("ArgMaxBenchmark", "CrossEntropy"), false);
        assertEquals(List.of("CrossEntropy", "ArgMax"), titles(groups));
        for (Catalogue.Group group : groups) {
            Options alone = new OptionsBuilder()
                    .parent(named("ArgMaxBenchmark", "CrossEntropy"))
                    .exclude(group.others())
                    .build();
            List<Catalogue.Group> run = Catalogue.select(alone, false);
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

    @Test
    void theRoofRunsOnTheVectorSideAlone() {
        assertEquals(List.of(Side.VECTOR), ALL.get(0).sides());
        assertEquals(Side.ALL, ALL.get(1).sides());
    }

    @Test
    void theFullRunAddsShapes() {
        assertEquals(List.of("1024", "1048576", "16777216"), List.of(ALL.get(3).fullShapes()));
        assertEquals(List.of("256x10", "256x1000"), List.of(ALL.get(5).fullShapes()), "cross-entropy adds none");
        assertEquals(9, ALL.get(1).fullShapes().length, "Dense adds its own");
        assertEquals(15, ALL.get(2).fullShapes().length, "DenseLayer adds those of every dense workload");
    }

    @TestFactory
    List<DynamicTest> answersAreRight() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Catalogue.Group group : ALL) {
            // This JVM has no Vector API; ForkTest checks what needs it.
            for (String shape : group.sides().equals(Side.ALL) ? group.defaultShapes() : List.<String>of()) {
                tests.add(DynamicTest.dynamicTest(group.title() + " " + shape, () -> check(group, shape)));
            }
        }
        return tests;
    }

    /** Prepares one benchmark, and lets each of its methods be the one that is timed. */
    private static void check(Catalogue.Group group, String shape) throws ReflectiveOperationException {
        Class<?> type = Class.forName(group.className());
        CheckedBenchmark benchmark = (CheckedBenchmark) type.getConstructor().newInstance();
        type.getField("shape").set(benchmark, shape);
        Set<String> methods = new TreeSet<>();
        List<Answer> answers = benchmark.prepare();
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(Benchmark.class)) {
                answers.forEach(Answer::checkCold);
                method.invoke(benchmark);
                Answer.checkHot(answers);
                methods.add(method.getName());
            }
        }
        assertEquals(answers.size(), methods.size());
    }

    @Test
    void theWorkOfEveryShapeIsKnown() {
        for (Catalogue.Group group : ALL) {
            for (String shape : group.fullShapes()) {
                group.entries().forEach(e -> {
                    String method = e.getUsername().substring(e.getUsername().lastIndexOf('.'));
                    assertTrue(Work.of(group.title() + method, shape).amount() > 0);
                });
            }
        }
    }
}
