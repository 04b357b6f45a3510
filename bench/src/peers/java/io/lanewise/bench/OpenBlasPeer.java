package io.lanewise.bench;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.OPENBLAS_VERSION;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemv;

import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.presets.openblas_nolapack;

/** OpenBLAS. Its sgemm is slow with a single row. */
final class OpenBlasPeer extends BlasPeer {
    private static final int VENDOR_OPENBLAS = 2;

    OpenBlasPeer() {
        openblas_nolapack.blas_set_num_threads(1);
        if (openblas_nolapack.blas_get_vendor() != VENDOR_OPENBLAS) {
            throw new IllegalStateException("another library than OpenBLAS answers to its calls");
        }
    }

    @Override
    public String version() {
        return OPENBLAS_VERSION.strip()
                + ", cblas_sgemm on native memory; for one row cblas_sgemv, the faster of both orders of the weights;"
                + " ReLU and softmax in Java";
    }

    @Override
    Runnable multiply(Layer layer, int batch, FloatPointer x, FloatPointer y) {
        int inputs = layer.inputs();
        int neurons = layer.neurons();
        FloatPointer weights = copy(layer.weights());
        if (batch == 1) {
            FloatPointer transposed = transposedWeights(layer);
            return fastest(List.of(
                    () -> cblas_sgemv(CblasRowMajor, CblasTrans, inputs, neurons, 1, weights, neurons, x, 1, 1, y, 1),
                    () -> cblas_sgemv(
                            CblasRowMajor, CblasNoTrans, neurons, inputs, 1, transposed, inputs, x, 1, 1, y, 1)));
        }
        return () -> cblas_sgemm(
                CblasRowMajor,
                CblasNoTrans,
                CblasNoTrans,
                batch,
                neurons,
                inputs,
                1,
                x,
                inputs,
                weights,
                neurons,
                1,
                y,
                neurons);
    }
}
