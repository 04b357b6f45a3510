package io.lanewise.bench;

import org.ejml.EjmlVersion;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;

/** EJML, in Java alone; it has no sum that starts at the bias, so bias and ReLU are one pass over y. */
final class EjmlPeer extends HeapLayerPeer {
    private FMatrixRMaj xMatrix;
    private FMatrixRMaj weightsMatrix;
    private FMatrixRMaj yMatrix;

    @Override
    public String version() {
        return "EJML " + EjmlVersion.VERSION + ", CommonOps_FDRM.mult on float[]";
    }

    @Override
    public void prepare(PeerProblem problem) {
        super.prepare(problem);
        xMatrix = FMatrixRMaj.wrap(batch, inputs, x);
        weightsMatrix = FMatrixRMaj.wrap(inputs, neurons, weights);
        yMatrix = FMatrixRMaj.wrap(batch, neurons, y);
    }

    @Override
    public void forward() {
        CommonOps_FDRM.mult(xMatrix, weightsMatrix, yMatrix);
        for (int i = 0; i < batch; i++) {
            for (int j = 0; j < neurons; j++) {
                y[i * neurons + j] = Math.max(y[i * neurons + j] + bias[j], 0);
            }
        }
    }
}
