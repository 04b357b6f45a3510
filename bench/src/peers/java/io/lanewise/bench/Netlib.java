package io.lanewise.bench;

import dev.ludovic.netlib.blas.JavaBLAS;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** dev.ludovic.netlib, the Java half of it: its column-major y is our row-major one, of transposed factors. */
final class Netlib extends HeapLayer {
    private final JavaBLAS blas;

    Netlib() {
        // Its native half is the system's BLAS, if there is one.
        System.setProperty("dev.ludovic.netlib.blas.allowNative", "false");
        blas = JavaBLAS.getInstance();
    }

    @Override
    public String version() {
        return "dev.ludovic.netlib " + release() + ", " + blas.getClass().getSimpleName()
                + " on float[]: sgemm, for one row sgemv";
    }

    /** As Maven left it in the jar; the classes do not tell. */
    private static String release() {
        Properties maven = new Properties();
        try (InputStream in =
                JavaBLAS.class.getResourceAsStream("/META-INF/maven/dev.ludovic.netlib/blas/pom.properties")) {
            maven.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return maven.getProperty("version");
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
