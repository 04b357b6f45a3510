package io.lanewise.kernel.choice;

import java.util.concurrent.atomic.AtomicInteger;

/** Which threads warm up: their calls give all of their time to trials, and want to know when none is left. */
public final class Warming implements AutoCloseable {
    private static final ThreadLocal<Warming> CURRENT = new ThreadLocal<>();

    /** How many threads, so that the others' calls need not ask for their own. */
    private static final AtomicInteger THREADS = new AtomicInteger();

    private boolean scalarAnswered;

    private Warming() {}

    /** This thread warms up until this is closed. */
    public static Warming begin() {
        Warming warming = new Warming();
        CURRENT.set(warming);
        THREADS.incrementAndGet();
        return warming;
    }

    /** Whether this thread warms up. */
    static boolean isOn() {
        return THREADS.getPlain() > 0 && CURRENT.get() != null;
    }

    /** A scalar kernel answers this thread in a vector kernel's place. */
    static void scalarAnswers() {
        CURRENT.get().scalarAnswered = true;
    }

    /** Whether a scalar kernel has answered in a vector kernel's place since this was last asked. */
    public boolean hasScalarAnswered() {
        boolean answered = scalarAnswered;
        scalarAnswered = false;
        return answered;
    }

    @Override
    public void close() {
        THREADS.decrementAndGet();
        CURRENT.remove();
    }
}
