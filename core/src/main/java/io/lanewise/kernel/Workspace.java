package io.lanewise.kernel;

/** Where a dense layer packs rows and weights, and a loss keeps what it knows of rows: borrowed for a call, grown to the largest one that there was. */
final class Workspace {
    private static final Pool<Workspace> POOL = new Pool<>(Workspace::new);

    private float[] rows = {};
    private float[] panel = {};

    private Workspace() {}

    static Workspace take() {
        return POOL.take();
    }

    void give() {
        POOL.give(this);
    }

    /** For packed rows of x. */
    float[] rows(int length) {
        if (rows.length < length) {
            rows = new float[length];
        }
        return rows;
    }

    /** For packed weights, or the rows of a loss. */
    float[] panel(int length) {
        if (panel.length < length) {
            panel = new float[length];
        }
        return panel;
    }
}
