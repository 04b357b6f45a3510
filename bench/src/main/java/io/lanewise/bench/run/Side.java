package io.lanewise.bench.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.options.Options;

/**
 * One side of the comparison: a backend, and the flags that make a JVM run it. The sides differ in nothing else.
 *
 * @param name the backend
 * @param flags of the JVM
 */
record Side(String name, List<String> flags) {
    static final Side SCALAR = new Side("scalar", List.of("-Dlanewise.backend=scalar"));

    static final Side VECTOR =
            new Side("vector", List.of("--add-modules=jdk.incubator.vector", "-Dlanewise.backend=vector"));

    /** What a JVM with the module chooses itself; the scalar kernels answer until the vector ones are compiled. */
    static final Side AUTO = new Side("vector", List.of("--add-modules=jdk.incubator.vector"));

    /** The scalar loops in a JVM that has the module all the same, whose boot takes longer with it. */
    static final Side SCALAR_WITH_MODULE =
            new Side("scalar", List.of("--add-modules=jdk.incubator.vector", "-Dlanewise.backend=scalar"));

    /** The scalar loops without C2's own vectors, timed beside peers. */
    static final Side PLAIN = new Side("scalar", List.of("-Dlanewise.backend=scalar", "-XX:-UseSuperWord"));

    static final List<Side> ALL = List.of(SCALAR, VECTOR);

    /** What JMH takes as its jvmArgs: the caller's, then this side's. */
    List<String> jvmArgs(Options options) {
        List<String> args = new ArrayList<>(options.getJvmArgs().orElse(List.of()));
        args.addAll(flags);
        return args;
    }

    /** What a JVM with a fork's flags says; fails where the caller's flags give it the other side's backend. */
    MachineFacts.ProbedSide probe(String java, Options options) throws IOException, InterruptedException {
        List<String> all = forkFlags(options);
        JvmFacts probe = JvmFacts.ask(java, all);
        if (!probe.backend().startsWith(name)) {
            throw new IOException("the " + name + " side runs on " + probe.backend() + " with " + String.join(" ", all)
                    + ": " + probe.reason());
        }
        return new MachineFacts.ProbedSide(all, probe);
    }

    /** All flags of a fork, in JMH's order, but for the one that names the expected backend. */
    List<String> forkFlags(Options options) {
        List<String> all = new ArrayList<>(options.getJvmArgsPrepend().orElse(List.of()));
        all.addAll(jvmArgs(options));
        all.addAll(options.getJvmArgsAppend().orElse(List.of()));
        return all;
    }
}
