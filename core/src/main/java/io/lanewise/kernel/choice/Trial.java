package io.lanewise.kernel.choice;

import io.lanewise.kernel.Headroom;
import io.lanewise.kernel.VirtualMachine;
import io.lanewise.kernel.choice.TrialRun.Sizes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether vectors may answer one kind of work: the work on small inputs, run again and again until C2 has compiled its
 * vector kernel and no vector is an object any more, which shows in what the runs allocate. Each run's bits are compared
 * with those of the scalar kernel, which answers until then. Small inputs reach C2's thresholds as large ones do. While
 * it is interpreted, a run takes 0.2 to 0.5 ms for one row of a layer, 1 to 5 ms for rows, and 11 to 21 ms for a loss
 * of logits, the longest but for training's (Zen 4, JDK 25 and 17).
 *
 * <p>Who waits for a trial pays for it. Its first run, which loads what it needs of the Vector API, is that of building a
 * layer, or of the first call that needs the trial. Later, after answers of the scalar kernel, come parts of the trial,
 * for a quarter of the time that the answers took. An answer may be shorter than the shortest part, one run; then the
 * time of several is saved up. So calls take up to 1.25 times as long on average, and no thread is needed; more where a
 * run takes longer than some 2 ms while it is interpreted, because only 0.5 ms of that are owed to later answers. With
 * half of the time more calls have a part than a median hides: of the first 10,000 of 784-128-10, by medians of eight
 * JVMs, 62 took over twice as long as on the scalar backend, with a quarter 10, and that backend itself differs at 2.
 *
 * <p>The fields are plain, as an older value does no harm: it is one more answer of the scalar kernel.
 */
final class Trial {
    /** Runs without an allocation that prove a kernel compiled. */
    private static final int CLEAN_RUNS = 200;

    /** Answers that are shorter than this are timed now and then only, because reading the clock takes 25 ns. */
    private static final long SHORT_NANOS = 3_000;

    /**
     * Answers between a trial's first run and its second: they leave the compilers to the scalar kernel of 784-128-10,
     * which is compiled after some 100. Without them 100 of its first 500 calls took over twice as long as they do on the
     * scalar backend. Each {@link #FIRST_NANOS} of an answer count for one more, so it is 0.1 s at most.
     */
    private static final int FIRST_ANSWERS = 200;

    private static final int FIRST_NANOS = 500_000;

    /** How many of those go by without being timed. */
    private static final int UNTIMED = 15;

    /** What a part takes where a thread only warms up. */
    private static final long WARM_UP_NANOS = 300_000;

    /** The most time that is saved up or owed, and the most that a part is meant to take of a call. */
    private static final long MOST_NANOS = 500_000;

    private static final VarHandle RUNS;

    static {
        try {
            RUNS = MethodHandles.lookup().findVarHandle(Trial.class, "runs", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The trials that calls have asked for. */
    private static final Set<Trial> ASKED = ConcurrentHashMap.newKeySet();

    /** The vector kernels; the first use loads the Vector API. */
    static final class Vectors {
        static final KernelSet SET = ThisMachine.vectorKernels();
    }

    private final String operation;

    /** One after another, so that large ones come when small ones have had the most compiled. */
    private final Sizes[] sizes;

    private int stage;
    private TrialRun vector;
    private float[] y;
    private int[] indices;
    private float[] expectedY;
    private int[] expectedIndices;
    private int cleanRuns;

    private boolean ready;
    private boolean asked;

    /** Why vectors never answer this, or null. */
    private volatile String difference;

    /** Whether a thread is in a part of it. */
    private boolean runs;

    /** How long a run took last. */
    private long runNanos;

    private long saved;
    private int untimed;
    private long firstAnswers = FIRST_ANSWERS;

    Trial(String operation, Sizes... sizes) {
        this.operation = operation;
        this.sizes = sizes;
    }

    /** Of work that the vector kernels leave to the scalar ones: there is nothing to try. */
    static final Trial NONE = new Trial(null);

    /** Whether the vector kernel may answer. */
    boolean isReady() {
        return ready;
    }

    /** Those that answer. */
    KernelSet kernels() {
        return ready ? Vectors.SET : ScalarKernels.SET;
    }

    /** The time at which the scalar kernel begins an answer, or 0 if nobody wants to know. */
    long start() {
        if (ready || this == NONE) {
            return 0;
        }
        if (!asked) {
            asked = true;
            ASKED.add(this);
            begin();
        }
        if (Warming.isOn()) {
            Warming.scalarAnswers();
        } else if (untimed > 0) {
            untimed--;
            return 0;
        }
        return difference == null ? System.nanoTime() : 0;
    }

    /** A part of the trial, if the time of the answer that has just ended and of those before it pays for one. */
    void after(long start) {
        if (start == 0) {
            return;
        }
        if (Warming.isOn()) {
            run(WARM_UP_NANOS);
            return;
        }
        long took = System.nanoTime() - start;
        if (firstAnswers > 0) {
            firstAnswers -= 1 + took / FIRST_NANOS;
            return;
        }
        untimed = took < SHORT_NANOS ? UNTIMED : 0;
        saved = Math.min(saved + took * (1 + untimed) / 4, MOST_NANOS);
        if (saved >= Math.min(runNanos, MOST_NANOS)) {
            long spent = run(saved);
            saved = Math.max(-MOST_NANOS, saved - spent);
        }
    }

    /** The first run, which loads what the kernel needs of the Vector API: some 20 ms, and 0.5 once that is loaded. */
    void begin() {
        if (vector == null && !ready && difference == null) {
            run(0);
        }
    }

    /** Runs for about that long, at least once, unless another thread does; returns the nanoseconds that it took. */
    private long run(long nanos) {
        if (!RUNS.compareAndSet(this, false, true)) {
            return 0;
        }
        long start = System.nanoTime();
        try {
            if (!ready && difference == null) {
                part(start, nanos);
            }
        } catch (StackOverflowError | OutOfMemoryError e) {
            cleanRuns = 0; // says nothing of the kernel
        } catch (RuntimeException | Error e) {
            difference = "throws " + e;
        } finally {
            RUNS.setRelease(this, false);
        }
        return System.nanoTime() - start;
    }

    private void part(long start, long nanos) {
        if (vector == null) {
            prepare();
        }
        long bytes = VirtualMachine.allocatedBytes();
        long end;
        int n = 0;
        do {
            vector.run();
            n++;
            end = System.nanoTime();
            runNanos = (end - start) / n;
        } while (end - start + runNanos < nanos);
        cleanRuns = VirtualMachine.allocatedBytes() == bytes ? cleanRuns + n : 0;
        if (!Arrays.equals(y, expectedY) || !Arrays.equals(indices, expectedIndices)) {
            difference = "gives other bits than the scalar one";
        } else if (cleanRuns >= CLEAN_RUNS) {
            cleanRuns = 0;
            vector = null;
            stage++;
            if (stage == sizes.length) {
                y = null;
                indices = null;
                expectedY = null;
                expectedIndices = null;
                ready = true;
            }
        }
    }

    private void prepare() {
        Headroom.check();
        int outputs = sizes[stage].outputs();
        y = new float[outputs];
        indices = new int[outputs];
        expectedY = new float[outputs];
        expectedIndices = new int[outputs];
        // A value that no kernel answers, so that one element more or less shows.
        Arrays.fill(y, 12345f);
        Arrays.fill(expectedY, 12345f);
        new TrialRun(operation, sizes[stage], ScalarKernels.SET, expectedY, expectedIndices).run();
        vector = new TrialRun(operation, sizes[stage], Vectors.SET, y, indices);
    }

    /** What the scalar kernels still answer in the vector ones' place, and why, in words for people; "" for nothing. */
    static String waiting() {
        Set<String> waiting = new TreeSet<>();
        Set<String> different = new TreeSet<>();
        for (Trial trial : ASKED) {
            if (trial.difference != null) {
                different.add("the vector kernel of " + trial.operation + " " + trial.difference
                        + ": the scalar one answers");
            } else if (!trial.ready) {
                waiting.add(trial.operation);
            }
        }
        if (!waiting.isEmpty()) {
            different.add("C2 has not compiled the vector kernels of " + String.join(", ", waiting)
                    + " yet: the scalar ones answer; Session.warmUp compiles them at once");
        }
        if (ASKED.isEmpty()) {
            different.add("no vector kernel has been asked for yet: the scalar ones answer until C2 has compiled them");
        }
        return String.join("; ", different);
    }
}
