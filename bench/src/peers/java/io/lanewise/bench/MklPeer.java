package io.lanewise.bench;

import static org.bytedeco.mkl.global.mkl_rt.CblasBMatrix;
import static org.bytedeco.mkl.global.mkl_rt.CblasNoTrans;
import static org.bytedeco.mkl.global.mkl_rt.CblasPacked;
import static org.bytedeco.mkl.global.mkl_rt.CblasRowMajor;
import static org.bytedeco.mkl.global.mkl_rt.CblasTrans;
import static org.bytedeco.mkl.global.mkl_rt.MKL_Get_Version_String;
import static org.bytedeco.mkl.global.mkl_rt.MKL_JIT_SUCCESS;
import static org.bytedeco.mkl.global.mkl_rt.MKL_Set_Num_Threads;
import static org.bytedeco.mkl.global.mkl_rt.MKL_Set_Threading_Layer;
import static org.bytedeco.mkl.global.mkl_rt.MKL_THREADING_INTEL;
import static org.bytedeco.mkl.global.mkl_rt.cblas_sgemm;
import static org.bytedeco.mkl.global.mkl_rt.cblas_sgemm_compute;
import static org.bytedeco.mkl.global.mkl_rt.cblas_sgemm_pack;
import static org.bytedeco.mkl.global.mkl_rt.cblas_sgemm_pack_get_size;
import static org.bytedeco.mkl.global.mkl_rt.cblas_sgemv;
import static org.bytedeco.mkl.global.mkl_rt.mkl_cblas_jit_create_sgemm;
import static org.bytedeco.mkl.global.mkl_rt.mkl_jit_get_sgemm_ptr;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.mkl.global.mkl_rt.sgemm_jit_kernel_t;

/**
 * Intel's MKL. On another maker's processor it may choose slower code than that could run; no switch changes that.
 */
final class MklPeer extends BlasPeer {
    MklPeer() {
        // The sequential layer is not in the package.
        MKL_Set_Threading_Layer(MKL_THREADING_INTEL);
        MKL_Set_Num_Threads(1);
    }

    @Override
    public String version() {
        byte[] text = new byte[200];
        MKL_Get_Version_String(text, text.length);
        String version =
                new String(text, StandardCharsets.US_ASCII).replace('\0', ' ').strip();
        return version + ", on native memory, the fastest of cblas_sgemm as it is, packed, by JIT, and, for one row,"
                + " cblas_sgemv; ReLU and softmax in Java";
    }

    @Override
    Runnable multiply(Layer layer, int batch, FloatPointer x, FloatPointer y) {
        int inputs = layer.inputs();
        int neurons = layer.neurons();
        FloatPointer weights = copy(layer.weights());
        List<Runnable> forms = new ArrayList<>();
        forms.add(() -> cblas_sgemm(
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
                neurons));
        FloatPointer packed = aligned(cblas_sgemm_pack_get_size(CblasBMatrix, batch, neurons, inputs) / Float.BYTES);
        cblas_sgemm_pack(
                CblasRowMajor, CblasBMatrix, CblasNoTrans, batch, neurons, inputs, 1, weights, neurons, packed);
        forms.add(() -> cblas_sgemm_compute(
                CblasRowMajor,
                CblasNoTrans,
                CblasPacked,
                batch,
                neurons,
                inputs,
                x,
                inputs,
                packed,
                neurons,
                1,
                y,
                neurons));
        if (batch == 1) {
            FloatPointer transposed = transposedWeights(layer);
            forms.add(
                    () -> cblas_sgemv(CblasRowMajor, CblasTrans, inputs, neurons, 1, weights, neurons, x, 1, 1, y, 1));
            forms.add(() ->
                    cblas_sgemv(CblasRowMajor, CblasNoTrans, neurons, inputs, 1, transposed, inputs, x, 1, 1, y, 1));
        }
        PointerPointer<Pointer> jitter = new PointerPointer<>(1);
        int made = mkl_cblas_jit_create_sgemm(
                jitter,
                CblasRowMajor,
                CblasNoTrans,
                CblasNoTrans,
                batch,
                neurons,
                inputs,
                1,
                inputs,
                neurons,
                1,
                neurons);
        if (made == MKL_JIT_SUCCESS) {
            Pointer kernelState = jitter.get(0);
            sgemm_jit_kernel_t kernel = mkl_jit_get_sgemm_ptr(kernelState);
            forms.add(() -> kernel.call(kernelState, x, weights, y));
        }
        return fastest(forms);
    }
}
