package io.lanewise.model;

import io.lanewise.Activation;
import io.lanewise.Output;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** What layers answer when they are computed plainly and in double: the oracle for what the reader made of a file. */
final class OnnxAnswers {
    private static final Map<Activation, DoubleUnaryOperator> FUNCTIONS = Map.of(
            Activation.LINEAR, v -> v,
            Activation.RELU, v -> Math.max(v, 0),
            Activation.SIGMOID, OnnxAnswers::sigmoid,
            Activation.TANH, Math::tanh,
            Activation.SILU, v -> v * sigmoid(v),
            Activation.GELU, v -> v * (1 + erf(v / Math.sqrt(2))) / 2,
            Activation.GELU_TANH, v -> v * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v))) / 2,
            Activation.RELU6, v -> Math.min(Math.max(v, 0), 6));

    private OnnxAnswers() {}

    /** {@code [rows×outputs]} of {@code x[rows×inputs]}. */
    static double[] of(OnnxFolding parts, double[] x) {
        double[] values = x;
        int columns = parts.layers().get(0).inputs();
        for (OnnxLayer layer : parts.layers()) {
            values = layer(layer, values);
            columns = layer.neurons();
        }
        for (int at = 0; at < values.length; at += columns) {
            output(parts.output(), values, at, columns);
        }
        return values;
    }

    private static double[] layer(OnnxLayer layer, double[] x) {
        int inputs = layer.inputs();
        int neurons = layer.neurons();
        DoubleUnaryOperator activation = function(layer.activation());
        double[] y = new double[x.length / inputs * neurons];
        for (int i = 0; i < y.length; i++) {
            double sum = layer.bias()[i % neurons];
            for (int k = 0; k < inputs; k++) {
                sum += x[i / neurons * inputs + k] * layer.weights()[k * neurons + i % neurons];
            }
            y[i] = activation.applyAsDouble(sum);
        }
        return y;
    }

    private static DoubleUnaryOperator function(Activation activation) {
        DoubleUnaryOperator function = FUNCTIONS.get(activation);
        if (function != null) {
            return function;
        }
        String name = activation.toString();
        double parameter =
                name.equals("ELU") ? 1 : Double.parseDouble(name.substring(name.indexOf('(') + 1, name.length() - 1));
        return name.startsWith("ELU") ? v -> v > 0 ? v : parameter * Math.expm1(v) : v -> v > 0 ? v : parameter * v;
    }

    private static void output(Output output, double[] values, int at, int columns) {
        double sum = 0;
        for (int j = at; j < at + columns; j++) {
            sum += Math.exp(values[j]);
        }
        for (int j = at; j < at + columns; j++) {
            values[j] = switch (output) {
                case LOGITS -> values[j];
                case SOFTMAX -> Math.exp(values[j]) / sum;
                case LOG_SOFTMAX -> values[j] - Math.log(sum);
                case SIGMOID -> sigmoid(values[j]);
            };
        }
    }

    private static double sigmoid(double v) {
        return 1 / (1 + Math.exp(-v));
    }

    /** The integral, by Simpson's rule in 2000 steps: right to some 1e-12 where |v| is at most 6. */
    private static double erf(double v) {
        if (Math.abs(v) > 6) {
            return Math.signum(v);
        }
        int steps = 2000;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            double t = v * i / steps;
            sum += Math.exp(-t * t) * (i == 0 || i == steps ? 1 : i % 2 == 0 ? 2 : 4);
        }
        return 2 / Math.sqrt(Math.PI) * v / steps / 3 * sum;
    }

    /** The numbers of an npy file of version 1, float32 or float64. */
    static double[] npy(Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int start = 10 + in.getShort(8);
        String header = new String(in.array(), 10, start - 10, StandardCharsets.US_ASCII);
        boolean isDouble = header.contains("<f8");
        if (!isDouble && !header.contains("<f4") || header.contains("True")) {
            throw new IOException(header);
        }
        double[] values = new double[(in.capacity() - start) / (isDouble ? 8 : 4)];
        for (int i = 0; i < values.length; i++) {
            values[i] = isDouble ? in.getDouble(start + 8 * i) : in.getFloat(start + 4 * i);
        }
        return values;
    }

    /** The largest {@code |y − wanted| / max(1, |wanted|)}; infinite if there are not as many. */
    static double distance(double[] y, double[] wanted) {
        double largest = y.length == wanted.length ? 0 : Double.POSITIVE_INFINITY;
        for (int i = 0; i < Math.min(y.length, wanted.length); i++) {
            double distance = Math.abs(y[i] - wanted[i]) / Math.max(1, Math.abs(wanted[i]));
            largest = distance <= largest ? largest : distance;
        }
        return largest;
    }
}
