package io.lanewise.kernel;

/**
 * Where a dense layer packs rows and weights, and a loss keeps its results per row. A call borrows one, which has grown
 * to the largest call that used it.
 */
public final class Workspace {
    private static final Pool<Workspace> POOL = new Pool<>(Workspace::new);

    private float[] rows = {};
    private float[] panel = {};

    private Workspace() {}

    /** A workspace that nobody else has; its content is arbitrary. */
    public static Workspace take() {
        return POOL.take();
    }

    /** Gives it back. */
    public void give() {
        POOL.give(this);
    }

    /** For packed rows of x, or what a softmax keeps. */
    public float[] rows(int length) {
        if (rows.length < length) {
            rows = new float[length];
        }
        return rows;
    }

    /** For packed weights, or the rows of a loss. */
    public float[] panel(int length) {
        if (panel.length < length) {
            panel = new float[length];
        }
        return panel;
    }
}
