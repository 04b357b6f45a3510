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

/** OpenBLAS: sums that start at the bias, and a ReLU in Java after them. Its sgemm is slow with a single row. */
final class OpenBlas extends NativePeer {
    private static final int VENDOR_OPENBLAS = 2;

    private Runnable multiply;

    OpenBlas() {
        openblas_nolapack.blas_set_num_threads(1);
        if (openblas_nolapack.blas_get_vendor() != VENDOR_OPENBLAS) {
            throw new IllegalStateException("another library than OpenBLAS answers to its calls");
        }
    }

    @Override
    public String version() {
        return OPENBLAS_VERSION.strip()
                + ", cblas_sgemm on native memory; for one row cblas_sgemv, the faster of both orders of the weights";
    }

    @Override
    public void prepare(DenseWorkload layer) {
        super.prepare(layer);
        if (batch == 1) {
            FloatPointer transposed = transposedWeights();
            multiply = fastest(List.of(
                    () -> cblas_sgemv(
                            CblasRowMajor, CblasTrans, inputs, neurons, 1, weights, neurons, x, 1, 1, y, 1),
                    () -> cblas_sgemv(
                            CblasRowMajor, CblasNoTrans, neurons, inputs, 1, transposed, inputs, x, 1, 1, y, 1)));
        } else {
            multiply = () -> cblas_sgemm(
                    CblasRowMajor, CblasNoTrans, CblasNoTrans, batch, neurons, inputs, 1, x, inputs, weights, neurons,
                    1, y, neurons);
        }
    }

    @Override
    public void forward() {
        setBias();
        multiply.run();
        relu();
    }
}
