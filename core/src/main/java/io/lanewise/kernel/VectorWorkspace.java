package io.lanewise.kernel;

/** Where a dense layer packs rows and weights: borrowed for a call, grown to the largest one that there was. */
final class VectorWorkspace {
    private static final Pool<VectorWorkspace> POOL = new Pool<>(VectorWorkspace::new);

    private float[] rows = {};
    private float[] panel = {};

    private VectorWorkspace() {}

    static VectorWorkspace take() {
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

    /** For packed weights. */
    float[] panel(int length) {
        if (panel.length < length) {
            panel = new float[length];
        }
        return panel;
    }
}
