package io.lanewise.bench;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** The threads beside the one that calls. */
final class Helpers {
    private Helpers() {}

    /** A pool of so many threads, which end with the JVM. */
    static Executor pool(int threads) {
        return Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
    }
}
