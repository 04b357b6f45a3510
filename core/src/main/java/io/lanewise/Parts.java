package io.lanewise;

import io.lanewise.kernel.Pool;
import java.util.concurrent.Executor;

/** A batch of rows cut into parts, each computed by a session that nobody else has. */
final class Parts extends Claims {
    /** What is done with rows [first, first + rows) of the call's arrays. */
    interface Operation {
        void on(Session session, Parts call, int first, int rows);
    }

    /** Rows in multiples of this are whole tiles of the dense kernels, of 4, 6, 8 and 12 rows. */
    static final int TILE = 4;

    /** The least rows of a part: at 512 bits 8 take little longer than 4. */
    static final int LEAST_ROWS = 8;

    /** The most rows of a part, if they are work enough: what the dense kernels take at once. */
    private static final int MOST_ROWS = 180;

    /** What a neuron takes beside its multiply-adds, in multiply-adds: its activation, its part of a softmax. */
    private static final int PER_NEURON = 32;

    /** What a row of a layer takes beside its neurons, in multiply-adds. */
    private static final int PER_LAYER = 500;

    final int inputs;
    final int outputs;
    /** Fewer rows are not worth a task. */
    private final int worthRows;

    private final int mostRows;
    /** As many as threads, which is as many as are ever taken at once. */
    private final Pool<Session> sessions;

    // The call's, written before its parts can be claimed.
    private Operation operation;
    private int batch;
    float[] x;
    int xOffset;
    float[] floats;
    int floatsOffset;
    int[] ints;
    int intsOffset;
    int k;

    Parts(Network network, int maxBatch, Executor executor, int threads, long worth) {
        super(executor, threads, "another call runs in this session: give each its own, by ParallelSession.of");
        long rowWork = 0;
        for (DenseLayer layer : network.layers()) {
            rowWork += (layer.inputs() + (long) PER_NEURON) * layer.neurons() + PER_LAYER;
        }
        this.inputs = network.inputs();
        this.outputs = network.outputs();
        this.worthRows = Math.max(LEAST_ROWS, (int) (worth / rowWork) + 1);
        this.mostRows = Math.max(MOST_ROWS, (worthRows - 1) / TILE * TILE + TILE);
        int rows = Math.min(maxBatch, mostRows);
        this.sessions = new Pool<>(() -> network.newSession(rows));
        for (int i = 0; i < threads; i++) {
            sessions.give(network.newSession(rows));
        }
    }

    @Override
    void end() {
        x = null;
        floats = null;
        ints = null;
        super.end();
    }

    /** Computes all rows of these arrays, between {@link #begin} and {@link #end}. */
    void compute(
            float[] x,
            int xOffset,
            float[] floats,
            int floatsOffset,
            int[] ints,
            int intsOffset,
            int k,
            int batch,
            Operation operation) {
        this.x = x;
        this.xOffset = xOffset;
        this.floats = floats;
        this.floatsOffset = floatsOffset;
        this.ints = ints;
        this.intsOffset = intsOffset;
        this.k = k;
        this.batch = batch;
        this.operation = operation;
        int workers = Math.max(1, Math.min(threads, batch / worthRows));
        // As many for each worker; none if there are no rows.
        long rounds = (batch + (long) workers * mostRows - 1) / ((long) workers * mostRows);
        compute((int) rounds * workers, workers);
    }

    /** Part i, rows in balance but for the last tile's. */
    @Override
    void part(int i) {
        int tiles = (batch - 1) / TILE + 1;
        int first = (int) ((long) tiles * i / parts) * TILE;
        int last = Math.min(batch, (int) ((long) tiles * (i + 1) / parts) * TILE);
        Session session = sessions.take();
        try {
            operation.on(session, this, first, last - first);
        } finally {
            sessions.give(session);
        }
    }
}
