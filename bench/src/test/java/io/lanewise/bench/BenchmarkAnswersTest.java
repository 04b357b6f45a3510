package io.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.model.ModelFileException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Each benchmark at each of its default shapes gives the scalar specification's answer. */
class BenchmarkAnswersTest {
    private static final String MODEL = "../core/src/test/resources/quickstart/digits.onnx";

    @BeforeAll
    static void aModelIsGiven() {
        System.setProperty(ModelWorkload.PROPERTY, MODEL);
    }

    @AfterAll
    static void noneIsLeft() {
        System.clearProperty(ModelWorkload.PROPERTY);
    }

    @Test
    void aModelsSizesAreItsLayers() throws ModelFileException {
        assertEquals("64-128-64-10", ModelWorkload.sizes(Path.of(MODEL)));
    }

    /** Without the peers, which only a Maven profile compiles; ForkTest has what needs the Vector API. */
    @TestFactory
    List<DynamicTest> answersAreRight() throws ClassNotFoundException {
        var silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        Map<String, String[]> shapes = new TreeMap<>();
        for (BenchmarkListEntry entry : BenchmarkList.defaultList().getAll(silent, List.of("PeersBenchmark"))) {
            shapes.put(entry.getUserClassQName(), entry.getParams().get().get("shape"));
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (String className : shapes.keySet()) {
            Class<?> type = Class.forName(className);
            if (!type.isAnnotationPresent(VectorSide.class)) {
                for (String shape : shapes.get(className)) {
                    tests.add(DynamicTest.dynamicTest(type.getSimpleName() + " " + shape, () -> check(type, shape)));
                }
            }
        }
        assertTrue(tests.size() > 20, () -> tests.size() + " tests");
        return tests;
    }

    /** Prepares one benchmark, and lets each of its methods be the one that is timed. */
    private static void check(Class<?> type, String shape) throws ReflectiveOperationException {
        CheckedBenchmark benchmark = (CheckedBenchmark) type.getConstructor().newInstance();
        type.getField("shape").set(benchmark, shape);
        Set<String> methods = new TreeSet<>();
        List<ExpectedAnswer> answers = benchmark.prepare();
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(Benchmark.class)) {
                answers.forEach(ExpectedAnswer::checkCold);
                method.invoke(benchmark);
                ExpectedAnswer.checkHot(answers);
                methods.add(method.getName());
            }
        }
        assertEquals(answers.size(), methods.size());
    }
}
