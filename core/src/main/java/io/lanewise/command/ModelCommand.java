package io.lanewise.command;

import io.lanewise.DenseLayer;
import io.lanewise.InitialWeights;
import io.lanewise.Network;
import io.lanewise.Session;
import io.lanewise.model.OnnxModel;
import io.lanewise.model.Tensor;
import io.lanewise.model.TensorFiles;
import io.lanewise.model.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** {@code --model}: what is in a model file, how fast it is here, and what it answers. */
final class ModelCommand {
    /** Rows at once, of answers and of the second time, where a layer is not too wide for them. */
    private static final int BATCH = 256;

    /** Of a batch in any layer, 64 MB: layers of up to 65,536 inputs or neurons have whole batches. */
    private static final int BATCH_FLOATS = 1 << 24;

    private static final Duration WARM_UP = Duration.ofSeconds(10);

    /** Long enough for the clock's own cost and steps not to count. */
    private static final long ROUND_NANOS = 10_000_000;

    private static final int ROUNDS = 15;

    private ModelCommand() {}

    /**
     * Writes the answers last, when nothing else can go wrong.
     *
     * @return lines to print
     * @throws IOException if a file cannot be read or written
     * @throws IllegalArgumentException if the options or the inputs do not fit the model
     * @throws IllegalStateException if no backend runs
     */
    static List<String> run(ModelOptions options) throws IOException {
        Network network = network(options);
        float[] answers = options.inputs() == null ? null : answers(network, options.inputs());
        List<String> lines = BackendReport.lines();
        lines.add("model:   " + options.model());
        describe(network, lines);
        lines.add(time(network, 1));
        int batch = batch(network);
        if (batch > 1) {
            lines.add(time(network, batch));
        }
        if (answers != null) {
            int rows = answers.length / network.outputs();
            TensorFiles.writeNpy(options.outputs(), answers, rows, network.outputs());
            lines.add("written: " + options.outputs() + " [" + rows + " x " + network.outputs() + "]");
        }
        return lines;
    }

    private static Network network(ModelOptions options) throws IOException {
        LayerEnds ends = options.ends();
        if (ends == null) {
            return OnnxModel.load(options.model());
        }
        Tensors tensors = Tensors.load(options.model());
        try {
            Network network = options.order() == null
                    ? tensors.network(ends.activations())
                    : tensors.network(options.order(), ends.activations());
            return network.withOutput(ends.output());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(options.model() + ": " + e.getMessage(), e);
        }
    }

    /** {@code [rows×outputs]} of the rows in a file. */
    private static float[] answers(Network network, Path file) throws IOException {
        Tensors tensors = Tensors.load(file);
        if (tensors.names().size() != 1) {
            throw new IllegalArgumentException(
                    file + ": has " + tensors.names().size() + " arrays, and not the 1 that are the inputs");
        }
        Tensor tensor = tensors.get(tensors.names().get(0));
        int[] shape = tensor.shape();
        int inputs = network.inputs();
        int rows = shape.length > 1 ? shape[0] : 1;
        // Images have more axes: all but the first are a row's.
        long columns = 1;
        for (int i = shape.length > 1 ? 1 : 0; i < shape.length; i++) {
            columns = Math.min(columns * shape[i], Integer.MAX_VALUE + 1L);
        }
        if (shape.length == 0 || columns != inputs) {
            throw new IllegalArgumentException(file + ": has the shape " + Arrays.toString(shape)
                    + ", but the model needs [rows, " + inputs + "] or, for one row, [" + inputs + "]");
        }
        int outputs = network.outputs();
        if ((long) rows * outputs > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    file + ": " + rows + " rows of " + outputs + " outputs are more than an array holds");
        }
        float[] x = tensor.values();
        float[] y = new float[rows * outputs];
        int batch = Math.max(1, Math.min(batch(network), rows));
        Session session = network.newSession(batch);
        for (int row = 0; row < rows; row += batch) {
            session.outputs(x, row * inputs, y, row * outputs, Math.min(batch, rows - row));
        }
        return y;
    }

    /** From 1 to {@link #BATCH}. */
    static int batch(Network network) {
        int widest = network.inputs();
        for (DenseLayer layer : network.layers()) {
            widest = Math.max(widest, layer.neurons());
        }
        return Math.max(1, Math.min(BATCH, BATCH_FLOATS / widest));
    }

    private static void describe(Network network, List<String> lines) {
        long parameters = 0;
        for (DenseLayer layer : network.layers()) {
            lines.add("layer:   " + layer.inputs() + " -> " + layer.neurons() + ", " + layer.activation());
            parameters += (layer.inputs() + 1L) * layer.neurons();
        }
        lines.add("output:  " + network.output());
        lines.add(String.format(
                Locale.ROOT, "weights: %d parameters, %.3f MB in float32", parameters, parameters * Float.BYTES / 1e6));
    }

    /** The median of a few rounds, once C2 has compiled what runs. */
    private static String time(Network network, int rows) {
        Session session = network.newSession(rows);
        boolean warm = session.warmUp(rows, WARM_UP);
        float[] x = InitialWeights.normal(rows, network.inputs(), 1);
        float[] y = new float[rows * network.outputs()];
        int calls = 1;
        while (nanos(session, x, y, rows, calls) < ROUND_NANOS) {
            calls *= 2;
        }
        double[] micros = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            micros[i] = nanos(session, x, y, rows, calls) / 1e3 / calls;
        }
        Arrays.sort(micros);
        return String.format(
                Locale.ROOT,
                "time:    %.3f microseconds for %d row%s%s",
                micros[ROUNDS / 2],
                rows,
                rows == 1 ? "" : "s",
                warm ? "" : ", not yet steady after a warm-up of " + WARM_UP.toSeconds() + " s");
    }

    private static long nanos(Session session, float[] x, float[] y, int rows, int calls) {
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            session.outputs(x, y, rows);
        }
        return System.nanoTime() - start;
    }
}
