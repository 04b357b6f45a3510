package io.lanewise.bench.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

class RunSettingsTest {
    @Test
    void wordsAreSplitAsAShellDoes() {
        assertArrayEquals(new String[0], OptionWords.of("  "));
        assertArrayEquals(
                new String[] {"Relu.*", "-jvmArgsAppend", "-Da=b -Dc", "-p", "shape=1 2"},
                OptionWords.of(" Relu.* -jvmArgsAppend '-Da=b -Dc'  -p shape=\"1 2\""));
    }

    @Test
    void wordsAreJoinedToBeSplitAgain() {
        String[] words = {"Relu.*", "-jvmArgsAppend", "-Da=b -Dc", "it's", "say \"x\""};
        assertArrayEquals(words, OptionWords.of(OptionWords.joined(words)));
        assertEquals("", OptionWords.joined());
    }

    @Test
    void jmhOptionsAreUnderstood() throws CommandLineOptionException {
        RunSettings settings = RunSettings.of("Relu -f 5 -p shape=8", "local", false, "");
        assertEquals(List.of("Relu"), settings.jmh().getIncludes());
        assertEquals(5, settings.jmh().getForkCount().get());
        assertEquals(Path.of("results", "local"), settings.folder());
    }

    @Test
    void theCommandCanBeTypedAgain() throws CommandLineOptionException {
        assertEquals("mvn -pl bench jmh", RunSettings.of("", "local", false, "").command());
        assertEquals(
                "mvn -pl bench jmh -Djmh.full -Djmh.report=jdk-25 -Djmh.args=\"Relu -f 2\"",
                RunSettings.of(" Relu -f 2", "jdk-25", true, "").command());
    }

    @Test
    void aModelIsRelativeToWhereTheRunWasStarted() throws CommandLineOptionException {
        RunSettings settings = RunSettings.of("-f 2", "local", false, "models/a.onnx");
        assertEquals("mvn -pl bench jmh -Djmh.model=models/a.onnx -Djmh.args=\"-f 2\"", settings.command());
        assertEquals(Optional.of(Path.of("models/a.onnx").toAbsolutePath()), settings.modelFile());
        assertEquals(Optional.empty(), RunSettings.of("", "local", false, "").modelFile());
    }

    @Test
    void aComparisonRunsTheSameSet(@TempDir Path folder) throws Exception {
        StoredRun.write(folder, StoredRunTest.FACTS, "[]");
        assertThrows(
                IllegalArgumentException.class,
                () -> RunSettings.of("", "local", false, "", folder.toString()),
                "no times");
        StoredRun.write(folder, StoredRunTest.FACTS, StoredRunTest.averages());
        RunSettings settings = RunSettings.of("", "local", false, "", folder.toString());
        assertEquals("mvn -pl bench jmh -Djmh.args=\"Relu|Dense\"", settings.command());
        assertEquals(Optional.of(StoredRun.read(folder)), settings.compare());
        assertEquals(
                "Relu",
                RunSettings.of("Relu", "local", false, "", folder.toString()).args());
        assertEquals(
                Optional.empty(), RunSettings.of("", "local", false, "", "").compare());
        MachineFacts f = StoredRunTest.FACTS;
        MachineFacts ofModel = new MachineFacts(
                "mvn -pl bench jmh -Djmh.model=a.onnx -Djmh.args=\"-f 2\"",
                f.date(),
                f.seconds(),
                f.iterations(),
                f.commit(),
                f.processor(),
                f.sides(),
                f.peers());
        StoredRun.write(folder, ofModel, StoredRunTest.averages());
        assertThrows(
                IllegalArgumentException.class,
                () -> RunSettings.of("", "local", false, "", folder.toString()),
                "which model");
        RunSettings model = RunSettings.of("", "local", false, "a.onnx", folder.toString());
        assertEquals("mvn -pl bench jmh -Djmh.model=a.onnx -Djmh.args=\"-f 2\"", model.command());
    }

    @Test
    void aFlagNeedsNoValue() {
        assertTrue(BenchmarkRun.isTrue(""));
        assertTrue(BenchmarkRun.isTrue("true"));
        assertFalse(BenchmarkRun.isTrue("false"));
    }

    @Test
    void aReportStaysBelowResults() {
        for (String name : List.of("", "..", "../x", "/x", "a/b", "a\\b", "-x")) {
            assertThrows(IllegalArgumentException.class, () -> RunSettings.of("", name, false, ""), name);
        }
    }

    @Test
    void whatJmhWouldWriteElsewhereIsRefused() {
        for (String args : List.of("-rff x.json", "-rf csv", "-o log")) {
            assertThrows(IllegalArgumentException.class, () -> RunSettings.of(args, "local", false, ""), args);
        }
    }

    @Test
    void anUnknownOptionFails() {
        assertThrows(CommandLineOptionException.class, () -> RunSettings.of("--no-such", "local", false, ""));
    }

    @Test
    void aFilterThatMatchesNothingFails() throws CommandLineOptionException {
        RunSettings settings = RunSettings.of("Tanh -e Relu", "local", false, "");
        var e = assertThrows(IllegalArgumentException.class, () -> BenchmarkSelection.select(settings.jmh(), false));
        assertTrue(e.getMessage().contains("no benchmark matches [Tanh] less [Relu]"), e.getMessage());
    }

    @Test
    void theCallersFlagsComeWithEachSides() throws CommandLineOptionException {
        RunSettings settings =
                RunSettings.of("-jvmArgsPrepend -Da -jvmArgs -Db -jvmArgsAppend -Dc", "local", false, "");
        assertEquals(List.of("-Da", "-Db", "-Dlanewise.backend=scalar", "-Dc"), Side.SCALAR.forkFlags(settings.jmh()));
    }
}
