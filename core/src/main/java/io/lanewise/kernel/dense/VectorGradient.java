package io.lanewise.kernel.dense;

import io.lanewise.kernel.VectorWidth;
import io.lanewise.kernel.Workspace;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

// spotless:off, because a dozen arrays and offsets read best in lines as full as they are here.
/**
 * The gradients of dense layers: dx by {@link VectorDenseUnpacked}, whose panels are packed transposed, dw by {@link
 * VectorGradientTile}.
 *
 * <p>Of dw = xᵀ · dy, vectors run along dy's columns, or along x's where those make fewer tiles: 128×10 is four tiles
 * so, and eleven otherwise. A block of dy and of x is packed, [panels×rows×columns], because rows a power of two apart
 * share a set of L1 and each is on a page of its own. What a tile has past the last column goes nowhere.
 */
public final class VectorGradient implements GradientKernel {
    private static final ScalarGradient SCALAR = new ScalarGradient();
    private static final DenseKernel DENSE = new VectorDense();
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();
    private static final int HEIGHT = VectorGradientTile.HEIGHT;
    private static final int WIDTH = VectorGradientTile.WIDTH;
    private static final int STRIDE = VectorGradientTile.STRIDE;

    /** Columns of b whose panels all panels of a go through: of 256 rows they are half of an L2 of 1 MB. */
    private static final int COLUMNS = 512;

    /** Panels of a that are packed together: their columns are whole cache lines. */
    private static final int GROUP = 4;

    /** Rows that are packed before those of the next panel are: rows a power of two apart share a set of L1. */
    private static final int ROWS = 8;

    @Override
    public void inputs(
            float[] dy, int dyOffset, float[] weights, int weightsOffset, float[] dx, int dxOffset, int batch,
            int inputs, int neurons) {
        Workspace workspace = Workspace.take();
        if (DensePath.isAcross(batch, inputs, neurons)) {
            across(dy, dyOffset, weights, weightsOffset, dx, dxOffset, batch, inputs, neurons, workspace);
        } else if (DensePath.of(LANES, batch, neurons, inputs) == DensePath.PANELS) {
            float[] zeros = workspace.rows(inputs);
            Arrays.fill(zeros, 0, inputs, 0f);
            VectorDenseUnpacked.forward(
                    dy, dyOffset, weights, weightsOffset, true, zeros, 0, dx, dxOffset, batch, neurons, inputs);
        } else {
            ScalarGradient.inputs(DENSE, dy, dyOffset, weights, weightsOffset, dx, dxOffset, batch, inputs, neurons);
        }
        workspace.give();
    }

    /** dxᵀ = weights · dyᵀ, which transposes less. */
    private static void across(
            float[] dy, int dyOffset, float[] weights, int weightsOffset, float[] dx, int dxOffset, int batch,
            int inputs, int neurons, Workspace workspace) {
        int columns = (batch + LANES - 1) / LANES * LANES;
        int zeros = neurons * columns;
        float[] panel = workspace.panel(zeros + columns);
        float[] product = workspace.rows(inputs * columns);
        Arrays.fill(panel, 0, zeros + columns, 0f);
        Transposition.copy(dy, dyOffset, neurons, batch, neurons, panel, 0, columns, VectorDenseLayout.DEPTH);
        VectorDenseUnpacked.forward(
                weights, weightsOffset, panel, 0, false, panel, zeros, product, 0, inputs, neurons, columns);
        Transposition.copy(product, 0, columns, inputs, batch, dx, dxOffset, inputs, ScalarGradient.SQUARE);
    }

    @Override
    public void weights(
            float[] x, int xOffset, float[] dy, int dyOffset, float[] dw, int dwOffset, int batch, int inputs,
            int neurons, boolean add) {
        if (DensePath.isScalarGradient(batch, inputs, neurons)) {
            SCALAR.weights(x, xOffset, dy, dyOffset, dw, dwOffset, batch, inputs, neurons, add);
            return;
        }
        boolean across = 2L * tiles(neurons, inputs) <= tiles(inputs, neurons);
        Workspace workspace = Workspace.take();
        for (int left = batch; left > 0; left -= BLOCK) {
            int done = batch - left;
            int rows = Math.min(BLOCK, left);
            int xAt = xOffset + done * inputs;
            int dyAt = dyOffset + done * neurons;
            boolean adding = add || done > 0;
            if (across) {
                block(dy, dyAt, neurons, x, xAt, inputs, dw, dwOffset, 1, neurons, rows, adding, workspace);
            } else {
                block(x, xAt, inputs, dy, dyAt, neurons, dw, dwOffset, neurons, 1, rows, adding, workspace);
            }
        }
        workspace.give();
    }

    private static long tiles(int m, int n) {
        return (long) panels(m, HEIGHT) * panels(n, WIDTH);
    }

    private static int panels(int columns, int width) {
        return (columns - 1) / width + 1;
    }

    /** out[m×n], its elements in steps of rowStep and columnStep, = a[rows×m] transposed · b[rows×n]. */
    private static void block(
            float[] a, int aOffset, int m, float[] b, int bOffset, int n, float[] out, int outOffset, int rowStep,
            int columnStep, int rows, boolean add, Workspace workspace) {
        int tile = GROUP * rows * STRIDE;
        float[] packedA = workspace.rows(tile + HEIGHT * WIDTH);
        float[] packedB = workspace.panel(panels(Math.min(n, COLUMNS), WIDTH) * rows * WIDTH);
        for (int leftN = n; leftN > 0; leftN -= COLUMNS) {
            int j = n - leftN;
            int columns = Math.min(COLUMNS, leftN);
            pack(b, bOffset, n, j, columns, WIDTH, packedB, WIDTH, rows);
            for (int leftM = m; leftM > 0; leftM -= GROUP * HEIGHT) {
                int i = m - leftM;
                int height = Math.min(GROUP * HEIGHT, leftM);
                pack(a, aOffset, m, i, height, HEIGHT, packedA, STRIDE, rows);
                int to = outOffset + i * rowStep + j * columnStep;
                tiles(
                        packedA, height, packedB, columns, rows, out, to, rowStep, columnStep, add, tile);
            }
        }
    }

    /** out[height×columns] of packed panels. */
    private static void tiles(
            float[] a, int height, float[] b, int columns, int rows, float[] out, int outOffset, int rowStep,
            int columnStep, boolean add, int tile) {
        for (int i = 0; i < height; i += HEIGHT) {
            int aAt = i / HEIGHT * rows * STRIDE;
            for (int j = 0; j < columns; j += WIDTH) {
                int to = outOffset + i * rowStep + j * columnStep;
                boolean whole = columnStep == 1 && j + WIDTH <= columns;
                if (whole && !add && i + HEIGHT <= height) {
                    VectorGradientTile.product(a, aAt, b, j * rows, rows, out, to, rowStep);
                } else {
                    VectorGradientTile.product(a, aAt, b, j * rows, rows, a, tile, WIDTH);
                    int tall = Math.min(HEIGHT, height - i);
                    if (whole) {
                        store(a, tile, out, to, rowStep, tall, add);
                    } else {
                        store(a, tile, out, to, rowStep, columnStep, tall, Math.min(WIDTH, columns - j), add);
                    }
                }
            }
        }
    }

    /** out[height×WIDTH], its rows in steps of rowStep, = tile, or out + tile. */
    private static void store(
            float[] tile, int at, float[] out, int outOffset, int rowStep, int height, boolean add) {
        for (int i = 0; i < height; i++) {
            int to = outOffset + i * rowStep;
            FloatVector a = FloatVector.fromArray(SPECIES, tile, at + i * WIDTH);
            FloatVector b = FloatVector.fromArray(SPECIES, tile, at + i * WIDTH + LANES);
            if (add) {
                a = FloatVector.fromArray(SPECIES, out, to).add(a);
                b = FloatVector.fromArray(SPECIES, out, to + LANES).add(b);
            }
            a.intoArray(out, to);
            b.intoArray(out, to + LANES);
        }
    }

    /** out[height×width], its elements in steps of rowStep and columnStep, = tile, or out + tile. */
    private static void store(
            float[] tile, int at, float[] out, int outOffset, int rowStep, int columnStep, int height, int width,
            boolean add) {
        for (int i = 0; i < height; i++) {
            for (int j = 0; j < width; j++) {
                int to = outOffset + i * rowStep + j * columnStep;
                float v = tile[at + i * WIDTH + j];
                out[to] = add ? out[to] + v : v;
            }
        }
    }

    /**
     * to[panels×rows×stride] = columns from first on of a[rows×m], so many in a panel. Whole vectors are copied: what
     * they have past a panel or a row is not used, and no more is read than the array has.
     */
    private static void pack(
            float[] a, int aOffset, int m, int first, int columns, int width, float[] to, int stride, int rows) {
        for (int r = 0; r < rows; r += ROWS) {
            int past = Math.min(r + ROWS, rows);
            for (int j = 0; j < columns; j += width) {
                int panel = j / width * rows * stride;
                for (int i = r; i < past; i++) {
                    int from = aOffset + i * m + first + j;
                    int at = panel + i * stride;
                    if (from > a.length - stride) {
                        System.arraycopy(a, from, to, at, Math.min(width, columns - j));
                    } else {
                        FloatVector.fromArray(SPECIES, a, from).intoArray(to, at);
                        for (int lane = LANES; lane < stride; lane += LANES) {
                            FloatVector.fromArray(SPECIES, a, from + lane).intoArray(to, at + lane);
                        }
                    }
                }
            }
        }
    }
}
// spotless:on
