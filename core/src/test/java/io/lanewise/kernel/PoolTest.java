package io.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PoolTest {
    private final AtomicInteger made = new AtomicInteger();
    private final Pool<int[]> pool = new Pool<>(() -> {
        made.incrementAndGet();
        return new int[1];
    });

    @Test
    void givesTheSamePieceAgain() {
        int[] piece = pool.take();
        pool.give(piece);

        assertSame(piece, pool.take());
        assertEquals(1, made.get());
    }

    @Test
    void givesNoPieceTwice() {
        assertNotSame(pool.take(), pool.take());
    }

    @Test
    void givesAPieceThatCameBackOnlyOnce() {
        int[] piece = pool.take();
        pool.give(piece);

        assertSame(piece, pool.take());
        assertNotSame(piece, pool.take());
    }

    @Test
    void letsGoOfWhatItCannotKeep() {
        int[][] pieces = IntStream.range(0, 100).mapToObj(i -> pool.take()).toArray(int[][]::new);
        for (int[] piece : pieces) {
            pool.give(piece);
        }
        IntStream.range(0, 100).forEach(i -> pool.take());

        assertEquals(100 + 36, made.get());
    }

    /** No two threads have a piece at once: otherwise an increment would be lost. */
    @Test
    void sharesNoPieceBetweenThreads() throws InterruptedException {
        Thread[] threads = new Thread[4];
        for (int t = 0; t < threads.length; t++) {
            threads[t] = new Thread(() -> {
                for (int i = 0; i < 100_000; i++) {
                    int[] piece = pool.take();
                    piece[0]++;
                    pool.give(piece);
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        int sum = 0;
        for (int i = made.get(); i > 0; i--) {
            sum += pool.take()[0];
        }

        assertEquals(400_000, sum);
    }
}
