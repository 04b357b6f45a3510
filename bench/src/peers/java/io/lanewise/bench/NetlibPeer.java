package io.lanewise.bench;

import dev.ludovic.netlib.blas.JavaBLAS;

/** dev.ludovic.netlib, the Java half of it: its column-major y is our row-major one, of transposed factors. */
final class NetlibPeer extends HeapLayerPeer {
    private final JavaBLAS blas;

    NetlibPeer() {
        // Its native half is the system's BLAS, if there is one.
        System.setProperty("dev.ludovic.netlib.blas.allowNative", "false");
        blas = JavaBLAS.getInstance();
    }

    @Override
    public String version() {
        return "dev.ludovic.netlib " + LibraryRelease.of(JavaBLAS.class, "dev.ludovic.netlib/blas") + ", "
                + blas.getClass().getSimpleName() + " on float[]: sgemm, for one row sgemv";
    }

    @Override
    public void forward() {
        setBias();
        if (batch == 1) {
            blas.sgemv("N", neurons, inputs, 1, weights, neurons, x, 1, 1, y, 1);
        } else {
            blas.sgemm("N", "N", neurons, batch, inputs, 1, weights, neurons, x, inputs, 1, y, neurons);
        }
        relu();
    }
}
