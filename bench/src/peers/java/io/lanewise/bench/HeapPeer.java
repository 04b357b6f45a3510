package io.lanewise.bench;

import java.util.Arrays;

/** A peer whose input and output are Java arrays. */
abstract class HeapPeer implements Peer {
    int batch;
    float[] x;
    float[] y;

    @Override
    public void prepare(PeerProblem problem) {
        batch = problem.batch();
        x = problem.x();
        y = new float[batch * problem.outputs()];
    }

    @Override
    public final float y(int index) {
        return y[index];
    }

    @Override
    public final void fill(float value) {
        Arrays.fill(y, value);
    }
}
