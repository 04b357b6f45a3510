package io.lanewise.kernel;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Working memory that a call borrows and gives back, without a lock. A thread that finds no free piece makes one, so
 * there are soon as many pieces as calls at once, and then nothing is allocated. A ThreadLocal would keep a piece for
 * each of a million virtual threads, and for as long as a pool's thread lives.
 */
public final class Pool<T> {
    /** Pieces kept; a call that finds no place for its piece leaves it to the garbage collector. */
    private static final int KEPT = 64;

    private final AtomicReferenceArray<T> free = new AtomicReferenceArray<>(KEPT);
    private final Supplier<T> factory;

    /** A pool of pieces that the factory makes. */
    public Pool(Supplier<T> factory) {
        this.factory = factory;
    }

    /** A piece that nobody else has; its content is arbitrary. */
    public T take() {
        for (int i = 0; i < KEPT; i++) {
            T piece = free.get(i);
            if (piece != null && free.compareAndSet(i, piece, null)) {
                return piece;
            }
        }
        return factory.get();
    }

    /** Gives back what {@link #take} returned. */
    public void give(T piece) {
        for (int i = 0; i < KEPT; i++) {
            if (free.get(i) == null && free.compareAndSet(i, null, piece)) {
                return;
            }
        }
    }
}
