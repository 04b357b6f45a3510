package io.lanewise.model;

import io.lanewise.Activation;
import io.lanewise.DenseLayer;
import io.lanewise.Network;
import io.lanewise.Trainer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes what Python reads back bit for bit, in float32. The same network gives the same bytes. A file is written
 * beside its target and moved there when it is whole: a failure leaves what was there before. One layer's weights at a
 * time are copied in memory, for {@link #writeSafetensors} twice.
 */
public final class TensorFiles {
    /** A zip's entry has a time; with one that is fixed the same network gives the same bytes. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private TensorFiles() {}

    /**
     * Writes weights and biases for PyTorch: {@code 0.weight [neurons×inputs]}, {@code 0.bias}, …, numbered as in a
     * {@code torch.nn.Sequential} of the same layers, in which an activation other than {@link Activation#LINEAR} has a
     * number too. Activations and the network's output are not in the file.
     *
     * <p>{@code model.load_state_dict(safetensors.torch.load_file("model.safetensors"))} reads it.
     *
     * @param file is replaced if it is there
     * @param network to write
     * @throws IOException if the file cannot be written
     * @throws NullPointerException if an argument is null
     */
    public static void writeSafetensors(Path file, Network network) throws IOException {
        List<NamedArray> arrays = new ArrayList<>();
        int number = 0;
        for (DenseLayer layer : layers(file, network)) {
            int inputs = layer.inputs();
            int neurons = layer.neurons();
            arrays.add(new NamedArray(
                    number + ".weight",
                    new int[] {neurons, inputs},
                    () -> transposed(layer.weights(), inputs, neurons)));
            arrays.add(new NamedArray(number + ".bias", new int[] {neurons}, layer::bias));
            number += layer.activation().equals(Activation.LINEAR) ? 1 : 2;
        }
        NewFile.write(file, out -> writeSafetensors(out, arrays));
    }

    /**
     * Writes what a training run needs to go on: {@code sizes}, the inputs and each layer's neurons; {@code steps} as
     * its multiple of 2²⁴ and the rest; {@code state} as {@link Trainer#state} has it. {@link Tensors#restore} reads it.
     *
     * @param file is replaced if it is there
     * @param trainer between two of its steps
     * @throws IOException if the file cannot be written
     * @throws NullPointerException if an argument is null
     */
    public static void writeState(Path file, Trainer trainer) throws IOException {
        Objects.requireNonNull(file, "file is null");
        float[] sizes = Tensors.sizes(Objects.requireNonNull(trainer, "trainer is null"));
        float[] steps = {trainer.steps() >> 24, trainer.steps() & 0xff_ffff};
        float[] state = trainer.state();
        List<NamedArray> arrays = new ArrayList<>();
        arrays.add(new NamedArray("sizes", new int[] {sizes.length}, () -> sizes));
        arrays.add(new NamedArray("steps", new int[] {2}, () -> steps));
        arrays.add(new NamedArray("state", new int[] {state.length}, () -> state));
        NewFile.write(file, out -> writeSafetensors(out, arrays));
    }

    /**
     * Writes weights and biases for NumPy, scikit-learn and Keras: {@code coef_0 [inputs×neurons]}, {@code
     * intercept_0}, {@code coef_1}, …, not deflated. Activations and the network's output are not in the file.
     *
     * <p>{@code numpy.load("model.npz")["coef_0"]} reads the first layer's weights, and {@code
     * keras_model.set_weights(list(numpy.load("model.npz").values()))} all.
     *
     * @param file is replaced if it is there
     * @param network to write
     * @throws IOException if the file cannot be written
     * @throws NullPointerException if an argument is null
     */
    public static void writeNpz(Path file, Network network) throws IOException {
        List<NamedArray> arrays = new ArrayList<>();
        for (DenseLayer layer : layers(file, network)) {
            int number = arrays.size() / 2;
            int[] shape = {layer.inputs(), layer.neurons()};
            arrays.add(new NamedArray("coef_" + number, shape, layer::weights));
            arrays.add(new NamedArray("intercept_" + number, new int[] {layer.neurons()}, layer::bias));
        }
        NewFile.write(file, out -> writeNpz(out, arrays));
    }

    /**
     * Writes an array as .npy, for {@code numpy.load}.
     *
     * @param file is replaced if it is there
     * @param values row-major
     * @param shape sizes whose product is the number of values
     * @throws IOException if the file cannot be written
     * @throws IllegalArgumentException if a size is negative, there are more than 32, or their product is another than
     *     the number of values
     * @throws NullPointerException if an argument is null
     */
    public static void writeNpy(Path file, float[] values, int... shape) throws IOException {
        Objects.requireNonNull(file, "file is null");
        Objects.requireNonNull(values, "values is null");
        int[] sizes = Objects.requireNonNull(shape, "shape is null").clone();
        long product = 1;
        for (int size : sizes) {
            if (size < 0) {
                throw new IllegalArgumentException("shape is " + Shapes.shown(sizes) + ", with a size less than 0");
            }
            product = Math.min(product * size, Integer.MAX_VALUE + 1L);
        }
        // Older versions of NumPy allow 32.
        if (sizes.length > 32 || product != values.length) {
            throw new IllegalArgumentException(
                    "shape is " + Shapes.shown(sizes) + ", but values has " + values.length + " elements");
        }
        NewFile.write(file, out -> FloatOutput.writeNpy(out, sizes, values));
    }

    private static List<DenseLayer> layers(Path file, Network network) {
        Objects.requireNonNull(file, "file is null");
        return Objects.requireNonNull(network, "network is null").layers();
    }

    private static float[] transposed(float[] byInput, int inputs, int neurons) {
        float[] byNeuron = new float[byInput.length];
        for (int j = 0; j < neurons; j++) {
            for (int k = 0; k < inputs; k++) {
                byNeuron[j * inputs + k] = byInput[k * neurons + j];
            }
        }
        return byNeuron;
    }

    /** The names are plain ASCII. */
    static void writeSafetensors(OutputStream out, List<NamedArray> arrays) throws IOException {
        StringBuilder header = new StringBuilder();
        long at = 0;
        for (NamedArray array : arrays) {
            long end = at + (long) Float.BYTES * Shapes.length(array.shape());
            header.append(header.length() == 0 ? '{' : ',')
                    .append('"')
                    .append(array.name())
                    .append("\":{\"dtype\":\"F32\",\"shape\":")
                    .append(Shapes.shown(array.shape()).replace('×', ','))
                    .append(",\"data_offsets\":[")
                    .append(at)
                    .append(',')
                    .append(end)
                    .append("]}");
            at = end;
        }
        header.append('}');
        // The format's own writer lets the numbers begin at a multiple of 8 bytes.
        while (header.length() % Long.BYTES != 0) {
            header.append(' ');
        }
        ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.write(length.putLong(header.length()).array());
        out.write(header.toString().getBytes(StandardCharsets.US_ASCII));
        for (NamedArray array : arrays) {
            FloatOutput.writeFloats(out, array.values().get());
        }
    }

    static void writeNpz(OutputStream out, List<NamedArray> arrays) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setMethod(ZipOutputStream.STORED);
        for (NamedArray array : arrays) {
            float[] values = array.values().get();
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            FloatOutput.writeNpy(header, array.shape(), new float[0]);
            CRC32 crc = new CRC32();
            FloatOutput.writeNpy(new CheckedOutputStream(OutputStream.nullOutputStream(), crc), array.shape(), values);
            ZipEntry entry = new ZipEntry(array.name() + ".npy");
            entry.setTimeLocal(TIME);
            entry.setSize(header.size() + (long) Float.BYTES * values.length);
            entry.setCrc(crc.getValue());
            zip.putNextEntry(entry);
            FloatOutput.writeNpy(zip, array.shape(), values);
            zip.closeEntry();
        }
        zip.finish();
    }
}
