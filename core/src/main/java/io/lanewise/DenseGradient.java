package io.lanewise;

import io.lanewise.kernel.choice.Kernels;
import io.lanewise.kernel.dense.GradientKernel;
import io.lanewise.kernel.dense.ScalarGradient;

/**
 * The gradients of a dense layer's inputs, weights and bias from that of its outputs, which has gone through {@link
 * Activation#backward} where the layer has an activation. Each is written, or added to what is there, in one rounding.
 *
 * <p><b>Sums over the batch</b> take the rows ascending, in blocks of {@link #BLOCK}. Within a block a sum is one chain
 * of fused multiply-adds that starts at +0; of the bias, of additions. The sums of the blocks are then added in order,
 * {@code (b0 + b1) + b2}, or {@code ((there + b0) + b1) + b2}. So a batch may be cut at multiples of BLOCK: its parts,
 * the first one written and the others added in order, give the bits of one call.
 *
 * <p><b>dx</b> is that of {@link Dense#forward} with the transposed weights and a bias of +0: its two chains are those
 * of 2 to 16 inputs and at least 32 neurons, and its 32 chains those of one input. A row's dx depends on that row, the
 * weights and (inputs, neurons) alone.
 *
 * <p>An element is within {@code n · 2⁻²⁴ / (1 − n · 2⁻²⁴) · Σ |products|} of the exact value, barring overflow and
 * underflow, where n is the number of neurons for dx, and {@code min(batch, 256)} and the number of blocks for dw and
 * db. A call keeps memory for the next one: for dx a copy of the weights, or of some rows of dx and dy.
 */
public final class DenseGradient {
    /** Rows whose sum is one chain: where a batch may be cut. */
    public static final int BLOCK = GradientKernel.BLOCK;

    private DenseGradient() {}

    /**
     * {@code dx[batch×inputs] = dy[batch×neurons] · weights[inputs×neurons]ᵀ}.
     *
     * @param dy {@code [batch×neurons]}, the gradient of the outputs
     * @param weights {@code [inputs×neurons]}, the layer's
     * @param dx {@code [batch×inputs]}, the output
     * @param batch rows of x and dy; with 0 nothing is done
     * @param inputs columns of x
     * @param neurons columns of dy
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, a product of sizes passes the largest int, or an output
     *     overlaps another array
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public static void inputs(float[] dy, float[] weights, float[] dx, int batch, int inputs, int neurons) {
        inputs(dy, 0, weights, 0, dx, 0, batch, inputs, neurons);
    }

    /**
     * {@link #inputs(float[], float[], float[], int, int, int)} on parts of arrays.
     *
     * @param dy {@code [batch×neurons]} from dyOffset, the gradient of the outputs
     * @param dyOffset where dy starts
     * @param weights {@code [inputs×neurons]} from weightsOffset, the layer's
     * @param weightsOffset where the weights start
     * @param dx {@code [batch×inputs]} from dxOffset, the output
     * @param dxOffset where dx starts
     * @param batch rows of x and dy; with 0 nothing is done
     * @param inputs columns of x
     * @param neurons columns of dy
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, a product of sizes passes the largest int, or an output
     *     overlaps another array
     * @throws IndexOutOfBoundsException if an offset is negative or an array is too short
     */
    public static void inputs(
            float[] dy,
            int dyOffset,
            float[] weights,
            int weightsOffset,
            float[] dx,
            int dxOffset,
            int batch,
            int inputs,
            int neurons) {
        inputs(dy, dyOffset, weights, weightsOffset, dx, dxOffset, batch, inputs, neurons, false);
    }

    /**
     * {@code dx[batch×inputs] += dy[batch×neurons] · weights[inputs×neurons]ᵀ}.
     *
     * @param dy {@code [batch×neurons]}, the gradient of the outputs
     * @param weights {@code [inputs×neurons]}, the layer's
     * @param dx {@code [batch×inputs]}, the output
     * @param batch rows of x and dy; with 0 nothing is done
     * @param inputs columns of x
     * @param neurons columns of dy
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, a product of sizes passes the largest int, or an output
     *     overlaps another array
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public static void addInputs(float[] dy, float[] weights, float[] dx, int batch, int inputs, int neurons) {
        addInputs(dy, 0, weights, 0, dx, 0, batch, inputs, neurons);
    }

    /**
     * {@link #addInputs(float[], float[], float[], int, int, int)} on parts of arrays.
     *
     * @param dy {@code [batch×neurons]} from dyOffset, the gradient of the outputs
     * @param dyOffset where dy starts
     * @param weights {@code [inputs×neurons]} from weightsOffset, the layer's
     * @param weightsOffset where the weights start
     * @param dx {@code [batch×inputs]} from dxOffset, the output
     * @param dxOffset where dx starts
     * @param batch rows of x and dy; with 0 nothing is done
     * @param inputs columns of x
     * @param neurons columns of dy
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, a product of sizes passes the largest int, or an output
     *     overlaps another array
     * @throws IndexOutOfBoundsException if an offset is negative or an array is too short
     */
    public static void addInputs(
            float[] dy,
            int dyOffset,
            float[] weights,
            int weightsOffset,
            float[] dx,
            int dxOffset,
            int batch,
            int inputs,
            int neurons) {
        inputs(dy, dyOffset, weights, weightsOffset, dx, dxOffset, batch, inputs, neurons, true);
    }

    /**
     * {@code dw[inputs×neurons] = x[batch×inputs]ᵀ · dy[batch×neurons]}.
     *
     * @param x {@code [batch×inputs]}, what went into the layer
     * @param dy {@code [batch×neurons]}, the gradient of the outputs
     * @param dw {@code [inputs×neurons]}, the output
     * @param batch rows of x and dy; with 0 the sums are +0
     * @param inputs columns of x
     * @param neurons columns of dy
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, a product of sizes passes the largest int, or an output
     *     overlaps another array
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public static void weights(float[] x, float[] dy, float[] dw, int batch, int inputs, int neurons) {
        weights(x, 0, dy, 0, dw, 0, batch, inputs, neurons);
    }

    /**
     * {@link #weights(float[], float[], float[], int, int, int)} on parts of arrays.
     *
     * @param x {@code [batch×inputs]} from xOffset, what went into the layer
     * @param xOffset where x starts
     * @param dy {@code [batch×neurons]} from dyOffset, the gradient of the outputs
     * @param dyOffset where dy starts
     * @param dw {@code [inputs×neurons]} from dwOffset, the output
     * @param dwOffset where dw starts
     * @param batch rows of x and dy; with 0 the sums are +0
     * @param inputs columns of x
     * @param neurons columns of dy
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, a product of sizes passes the largest int, or an output
     *     overlaps another array
     * @throws IndexOutOfBoundsException if an offset is negative or an array is too short
     */
    public static void weights(
            float[] x,
            int xOffset,
            float[] dy,
            int dyOffset,
            float[] dw,
            int dwOffset,
            int batch,
            int inputs,
            int neurons) {
        weights(x, xOffset, dy, dyOffset, dw, dwOffset, batch, inputs, neurons, false);
    }

    /**
     * {@code dw[inputs×neurons] += x[batch×inputs]ᵀ · dy[batch×neurons]}.
     *
     * @param x {@code [batch×inputs]}, what went into the layer
     * @param dy {@code [batch×neurons]}, the gradient of the outputs
     * @param dw {@code [inputs×neurons]}, the output
     * @param batch rows of x and dy; with 0 nothing is done
     * @param inputs columns of x
     * @param neurons columns of dy
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, a product of sizes passes the largest int, or an output
     *     overlaps another array
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public static void addWeights(float[] x, float[] dy, float[] dw, int batch, int inputs, int neurons) {
        addWeights(x, 0, dy, 0, dw, 0, batch, inputs, neurons);
    }

    /**
     * {@link #addWeights(float[], float[], float[], int, int, int)} on parts of arrays.
     *
     * @param x {@code [batch×inputs]} from xOffset, what went into the layer
     * @param xOffset where x starts
     * @param dy {@code [batch×neurons]} from dyOffset, the gradient of the outputs
     * @param dyOffset where dy starts
     * @param dw {@code [inputs×neurons]} from dwOffset, the output
     * @param dwOffset where dw starts
     * @param batch rows of x and dy; with 0 nothing is done
     * @param inputs columns of x
     * @param neurons columns of dy
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, a product of sizes passes the largest int, or an output
     *     overlaps another array
     * @throws IndexOutOfBoundsException if an offset is negative or an array is too short
     */
    public static void addWeights(
            float[] x,
            int xOffset,
            float[] dy,
            int dyOffset,
            float[] dw,
            int dwOffset,
            int batch,
            int inputs,
            int neurons) {
        weights(x, xOffset, dy, dyOffset, dw, dwOffset, batch, inputs, neurons, true);
    }

    /**
     * {@code db[neurons] =} the sums of the columns of {@code dy[batch×neurons]}.
     *
     * @param dy {@code [batch×neurons]}, the gradient of the outputs
     * @param db {@code [neurons]}, the output
     * @param batch rows of dy; with 0 the sums are +0
     * @param neurons columns of dy
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, a product of sizes passes the largest int, or an output
     *     overlaps another array
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public static void bias(float[] dy, float[] db, int batch, int neurons) {
        bias(dy, 0, db, 0, batch, neurons);
    }

    /**
     * {@link #bias(float[], float[], int, int)} on parts of arrays.
     *
     * @param dy {@code [batch×neurons]} from dyOffset, the gradient of the outputs
     * @param dyOffset where dy starts
     * @param db {@code [neurons]} from dbOffset, the output
     * @param dbOffset where db starts
     * @param batch rows of dy; with 0 the sums are +0
     * @param neurons columns of dy
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, a product of sizes passes the largest int, or an output
     *     overlaps another array
     * @throws IndexOutOfBoundsException if an offset is negative or an array is too short
     */
    public static void bias(float[] dy, int dyOffset, float[] db, int dbOffset, int batch, int neurons) {
        bias(dy, dyOffset, db, dbOffset, batch, neurons, false);
    }

    /**
     * {@code db[neurons] +=} the sums of the columns of {@code dy[batch×neurons]}.
     *
     * @param dy {@code [batch×neurons]}, the gradient of the outputs
     * @param db {@code [neurons]}, the output
     * @param batch rows of dy; with 0 nothing is done
     * @param neurons columns of dy
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, a product of sizes passes the largest int, or an output
     *     overlaps another array
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public static void addBias(float[] dy, float[] db, int batch, int neurons) {
        addBias(dy, 0, db, 0, batch, neurons);
    }

    /**
     * {@link #addBias(float[], float[], int, int)} on parts of arrays.
     *
     * @param dy {@code [batch×neurons]} from dyOffset, the gradient of the outputs
     * @param dyOffset where dy starts
     * @param db {@code [neurons]} from dbOffset, the output
     * @param dbOffset where db starts
     * @param batch rows of dy; with 0 nothing is done
     * @param neurons columns of dy
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, a product of sizes passes the largest int, or an output
     *     overlaps another array
     * @throws IndexOutOfBoundsException if an offset is negative or an array is too short
     */
    public static void addBias(float[] dy, int dyOffset, float[] db, int dbOffset, int batch, int neurons) {
        bias(dy, dyOffset, db, dbOffset, batch, neurons, true);
    }

    /**
     * All of a layer: {@link #weights}, {@link #bias} and {@link #inputs}, in this order.
     *
     * @param x {@code [batch×inputs]}, what went into the layer
     * @param weights {@code [inputs×neurons]}, the layer's
     * @param dy {@code [batch×neurons]}, the gradient of the outputs
     * @param dx {@code [batch×inputs]}, the output; may be x
     * @param dw {@code [inputs×neurons]}, the output
     * @param db {@code [neurons]}, the output
     * @param batch rows of x and dy; with 0 the sums are +0
     * @param inputs columns of x
     * @param neurons columns of dy
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, a product of sizes passes the largest int, or an output
     *     overlaps another array
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public static void all(
            float[] x,
            float[] weights,
            float[] dy,
            float[] dx,
            float[] dw,
            float[] db,
            int batch,
            int inputs,
            int neurons) {
        all(x, 0, weights, 0, dy, 0, dx, 0, dw, 0, db, 0, batch, inputs, neurons);
    }

    /**
     * {@link #all(float[], float[], float[], float[], float[], float[], int, int, int)} on parts of arrays.
     *
     * @param x {@code [batch×inputs]} from xOffset, what went into the layer
     * @param xOffset where x starts
     * @param weights {@code [inputs×neurons]} from weightsOffset, the layer's
     * @param weightsOffset where the weights start
     * @param dy {@code [batch×neurons]} from dyOffset, the gradient of the outputs
     * @param dyOffset where dy starts
     * @param dx {@code [batch×inputs]} from dxOffset, the output; may be x
     * @param dxOffset where dx starts
     * @param dw {@code [inputs×neurons]} from dwOffset, the output
     * @param dwOffset where dw starts
     * @param db {@code [neurons]} from dbOffset, the output
     * @param dbOffset where db starts
     * @param batch rows of x and dy; with 0 the sums are +0
     * @param inputs columns of x
     * @param neurons columns of dy
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, a product of sizes passes the largest int, or an output
     *     overlaps another array
     * @throws IndexOutOfBoundsException if an offset is negative or an array is too short
     */
    public static void all(
            float[] x,
            int xOffset,
            float[] weights,
            int weightsOffset,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset,
            float[] dw,
            int dwOffset,
            float[] db,
            int dbOffset,
            int batch,
            int inputs,
            int neurons) {
        all(
                x,
                xOffset,
                weights,
                weightsOffset,
                dy,
                dyOffset,
                dx,
                dxOffset,
                dw,
                dwOffset,
                db,
                dbOffset,
                batch,
                inputs,
                neurons,
                false);
    }

    /**
     * All of a layer: {@link #addWeights}, {@link #addBias} and {@link #addInputs}, in this order.
     *
     * @param x {@code [batch×inputs]}, what went into the layer
     * @param weights {@code [inputs×neurons]}, the layer's
     * @param dy {@code [batch×neurons]}, the gradient of the outputs
     * @param dx {@code [batch×inputs]}, the output; may be x
     * @param dw {@code [inputs×neurons]}, the output
     * @param db {@code [neurons]}, the output
     * @param batch rows of x and dy; with 0 nothing is done
     * @param inputs columns of x
     * @param neurons columns of dy
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, a product of sizes passes the largest int, or an output
     *     overlaps another array
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public static void addAll(
            float[] x,
            float[] weights,
            float[] dy,
            float[] dx,
            float[] dw,
            float[] db,
            int batch,
            int inputs,
            int neurons) {
        addAll(x, 0, weights, 0, dy, 0, dx, 0, dw, 0, db, 0, batch, inputs, neurons);
    }

    /**
     * {@link #addAll(float[], float[], float[], float[], float[], float[], int, int, int)} on parts of arrays.
     *
     * @param x {@code [batch×inputs]} from xOffset, what went into the layer
     * @param xOffset where x starts
     * @param weights {@code [inputs×neurons]} from weightsOffset, the layer's
     * @param weightsOffset where the weights start
     * @param dy {@code [batch×neurons]} from dyOffset, the gradient of the outputs
     * @param dyOffset where dy starts
     * @param dx {@code [batch×inputs]} from dxOffset, the output; may be x
     * @param dxOffset where dx starts
     * @param dw {@code [inputs×neurons]} from dwOffset, the output
     * @param dwOffset where dw starts
     * @param db {@code [neurons]} from dbOffset, the output
     * @param dbOffset where db starts
     * @param batch rows of x and dy; with 0 nothing is done
     * @param inputs columns of x
     * @param neurons columns of dy
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, a product of sizes passes the largest int, or an output
     *     overlaps another array
     * @throws IndexOutOfBoundsException if an offset is negative or an array is too short
     */
    public static void addAll(
            float[] x,
            int xOffset,
            float[] weights,
            int weightsOffset,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset,
            float[] dw,
            int dwOffset,
            float[] db,
            int dbOffset,
            int batch,
            int inputs,
            int neurons) {
        all(
                x,
                xOffset,
                weights,
                weightsOffset,
                dy,
                dyOffset,
                dx,
                dxOffset,
                dw,
                dwOffset,
                db,
                dbOffset,
                batch,
                inputs,
                neurons,
                true);
    }

    private static void inputs(
            float[] dy,
            int dyOffset,
            float[] weights,
            int weightsOffset,
            float[] dx,
            int dxOffset,
            int batch,
            int inputs,
            int neurons,
            boolean add) {
        checkInputs(dy, dyOffset, weights, weightsOffset, dx, dxOffset, batch, inputs, neurons);
        GradientKernel kernel = Kernels.current().gradient();
        if (batch * inputs > 0 && add) {
            kernel.addInputs(dy, dyOffset, weights, weightsOffset, dx, dxOffset, batch, inputs, neurons);
        } else if (batch * inputs > 0) {
            kernel.inputs(dy, dyOffset, weights, weightsOffset, dx, dxOffset, batch, inputs, neurons);
        }
    }

    private static void checkInputs(
            float[] dy,
            int dyOffset,
            float[] weights,
            int weightsOffset,
            float[] dx,
            int dxOffset,
            int batch,
            int inputs,
            int neurons) {
        int dyLength = Checks.product("batch", batch, "neurons", neurons);
        int weightsLength = Checks.product("inputs", inputs, "neurons", neurons);
        int dxLength = Checks.product("batch", batch, "inputs", inputs);
        Checks.range("dy", dy, dyOffset, dyLength);
        Checks.range("weights", weights, weightsOffset, weightsLength);
        Checks.range("dx", dx, dxOffset, dxLength);
        Checks.apart("dy", dy, dyOffset, dyLength, "dx", dx, dxOffset, dxLength);
        Checks.apart("weights", weights, weightsOffset, weightsLength, "dx", dx, dxOffset, dxLength);
    }

    private static void weights(
            float[] x,
            int xOffset,
            float[] dy,
            int dyOffset,
            float[] dw,
            int dwOffset,
            int batch,
            int inputs,
            int neurons,
            boolean add) {
        checkWeights(x, xOffset, dy, dyOffset, dw, dwOffset, batch, inputs, neurons);
        if (inputs * neurons > 0) {
            Kernels.current().gradient().weights(x, xOffset, dy, dyOffset, dw, dwOffset, batch, inputs, neurons, add);
        }
    }

    private static void checkWeights(
            float[] x,
            int xOffset,
            float[] dy,
            int dyOffset,
            float[] dw,
            int dwOffset,
            int batch,
            int inputs,
            int neurons) {
        int xLength = Checks.product("batch", batch, "inputs", inputs);
        int dyLength = Checks.product("batch", batch, "neurons", neurons);
        int dwLength = Checks.product("inputs", inputs, "neurons", neurons);
        Checks.range("x", x, xOffset, xLength);
        Checks.range("dy", dy, dyOffset, dyLength);
        Checks.range("dw", dw, dwOffset, dwLength);
        Checks.apart("x", x, xOffset, xLength, "dw", dw, dwOffset, dwLength);
        Checks.apart("dy", dy, dyOffset, dyLength, "dw", dw, dwOffset, dwLength);
    }

    private static void bias(float[] dy, int dyOffset, float[] db, int dbOffset, int batch, int neurons, boolean add) {
        checkBias(dy, dyOffset, db, dbOffset, batch, neurons);
        ScalarGradient.bias(dy, dyOffset, db, dbOffset, batch, neurons, add);
    }

    private static void checkBias(float[] dy, int dyOffset, float[] db, int dbOffset, int batch, int neurons) {
        int dyLength = Checks.product("batch", batch, "neurons", neurons);
        Checks.range("dy", dy, dyOffset, dyLength);
        Checks.range("db", db, dbOffset, neurons);
        Checks.apart("dy", dy, dyOffset, dyLength, "db", db, dbOffset, neurons);
    }

    private static void all(
            float[] x,
            int xOffset,
            float[] weights,
            int weightsOffset,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset,
            float[] dw,
            int dwOffset,
            float[] db,
            int dbOffset,
            int batch,
            int inputs,
            int neurons,
            boolean add) {
        checkInputs(dy, dyOffset, weights, weightsOffset, dx, dxOffset, batch, inputs, neurons);
        checkBias(dy, dyOffset, db, dbOffset, batch, neurons);
        int xLength = batch * inputs;
        int weightsLength = inputs * neurons;
        Checks.sameOrApart("x", x, xOffset, "dx", dx, dxOffset, xLength);
        Checks.apart("x", x, xOffset, xLength, "db", db, dbOffset, neurons);
        Checks.apart("weights", weights, weightsOffset, weightsLength, "dw", dw, dwOffset, weightsLength);
        Checks.apart("weights", weights, weightsOffset, weightsLength, "db", db, dbOffset, neurons);
        Checks.apart("dx", dx, dxOffset, xLength, "dw", dw, dwOffset, weightsLength);
        Checks.apart("dx", dx, dxOffset, xLength, "db", db, dbOffset, neurons);
        Checks.apart("dw", dw, dwOffset, weightsLength, "db", db, dbOffset, neurons);
        // Checks its own, and is the first that writes.
        weights(x, xOffset, dy, dyOffset, dw, dwOffset, batch, inputs, neurons, add);
        bias(dy, dyOffset, db, dbOffset, batch, neurons, add);
        inputs(dy, dyOffset, weights, weightsOffset, dx, dxOffset, batch, inputs, neurons, add);
    }
}
