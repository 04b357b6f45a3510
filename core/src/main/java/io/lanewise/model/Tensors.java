package io.lanewise.model;

import io.lanewise.Activation;
import io.lanewise.DenseLayer;
import io.lanewise.Network;
import io.lanewise.Trainer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The tensors of a .safetensors, .npz or .npy file, by name, and the network that they are. The formats are told apart
 * by what the file holds, whatever its name is.
 *
 * <p>Reading checks the whole file and keeps its bytes; {@link Tensor#values} decodes. The two take at most four times
 * the file's size and 1 MB together, so a file that inflates to more is refused. Immutable, and shared between threads
 * without a lock.
 */
public final class Tensors {
    private final ModelBytes file;
    private final boolean keepsOrder;
    private final Map<String, Tensor> byName = new LinkedHashMap<>();

    /**
     * @param keepsOrder whether the tensors are in the order in which somebody wrote them
     * @param bytesOfEach see {@link Limits}
     */
    private Tensors(ModelBytes file, boolean keepsOrder, int bytesOfEach, List<Tensor> tensors)
            throws ModelFileException {
        this.file = file;
        this.keepsOrder = keepsOrder;
        long bytes = 0;
        for (Tensor tensor : tensors) {
            if (byName.put(tensor.name(), tensor) != null) {
                throw file.error(tensor.name(), "is there twice");
            }
            bytes += tensor.floatBytes();
        }
        Limits.check(file, tensors.size(), bytesOfEach, bytes);
    }

    /**
     * The tensors of a file.
     *
     * @param file .safetensors, .npz or .npy, of at most 2³¹ − 9 bytes
     * @return its tensors; a .npy has one of the name {@code arr_0}
     * @throws ModelFileException if the file is missing, cannot be read or is not one of these formats in every detail
     * @throws NullPointerException if file is null
     */
    public static Tensors load(Path file) throws ModelFileException {
        Objects.requireNonNull(file, "file is null");
        return read(ModelBytes.load(file));
    }

    /**
     * The tensors of a file that is in memory.
     *
     * @param bytes the file, which is kept, not copied: it must not change
     * @param name of the file, for messages
     * @return its tensors; a .npy has one of the name {@code arr_0}
     * @throws ModelFileException if the bytes are not one of these formats in every detail
     * @throws NullPointerException if an argument is null
     */
    public static Tensors read(byte[] bytes, String name) throws ModelFileException {
        Objects.requireNonNull(bytes, "bytes is null");
        Objects.requireNonNull(name, "name is null");
        return read(new ModelBytes(bytes, name));
    }

    private static Tensors read(ModelBytes file) throws ModelFileException {
        byte[] magic = NpyReader.MAGIC;
        if (file.length() >= magic.length && Arrays.equals(file.array(), 0, magic.length, magic, 0, magic.length)) {
            Piece all = new Piece(file, 0, file.length(), false);
            return new Tensors(file, true, Limits.NPZ_BYTES, List.of(NpyReader.read("arr_0", all, file.length())));
        }
        if (NpzReader.fits(file)) {
            return new Tensors(file, true, Limits.NPZ_BYTES, NpzReader.read(file));
        }
        if (SafetensorsReader.fits(file)) {
            // Its Python library sorts the tensors by type and name.
            return new Tensors(file, false, Limits.SAFETENSORS_BYTES, SafetensorsReader.read(file));
        }
        throw file.error("", "is neither .safetensors nor .npz nor .npy, by what it begins with");
    }

    /** {@return the tensors' names in the file's order} */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /**
     * One of the tensors.
     *
     * @param name one of {@link #names}
     * @return the tensor
     * @throws IllegalArgumentException if the file has none of this name
     * @throws NullPointerException if name is null
     */
    public Tensor get(String name) {
        Tensor tensor = byName.get(Objects.requireNonNull(name, "name is null"));
        if (tensor == null) {
            throw new IllegalArgumentException(
                    "name is " + name + ", but " + file.name() + " has " + ModelFileException.shown("" + names()));
        }
        return tensor;
    }

    /**
     * The network whose weights and biases these are, if the shapes tell whether the weights are {@code
     * [inputs×neurons]} or {@code [neurons×inputs]}. They do unless every layer is square, or the layers have no bias
     * and fit one another both ways.
     *
     * @param activations one for each layer, first to last, since these files hold none
     * @return the network, whose output is its logits
     * @throws ModelFileException see {@link #network(WeightOrder, Activation...)}; or if the shapes do not tell how the
     *     weights lie
     * @throws IllegalArgumentException if there is not one activation for each layer
     * @throws NullPointerException if activations or one of them is null
     */
    public Network network(Activation... activations) throws ModelFileException {
        return network(new LayerOrder(file, byName.values(), keepsOrder).find(), activations);
    }

    /**
     * The network whose weights and biases these are. A matrix is a layer's weights. Its bias is the vector whose name
     * has the word bias, intercept or b where the weights' has weight, kernel, coef or w: {@code fc1.weight} and {@code
     * fc1.bias}, {@code coef_0} and {@code intercept_0}. Where names differ by a number alone, as {@code arr_0}, {@code
     * arr_1}, …, it is the vector that comes next after the weights. Without one the bias is 0.
     *
     * <p>Layers whose names differ by numbers alone follow one another as the numbers do. Beyond this an .npz has its
     * layers in the order of the file; a .safetensors, whose tensors are sorted by name, in the one order in which each
     * layer has as many inputs as the one before has neurons.
     *
     * @param order how all the weights lie
     * @param activations one for each layer, first to last, since these files hold none
     * @return the network, whose output is its logits
     * @throws ModelFileException if a tensor is neither a layer's weights nor a bias, the layers fit one another in no
     *     order or in more than one, or the numbers of one are not float32 ({@link Tensor#values})
     * @throws IllegalArgumentException if there is not one activation for each layer
     * @throws NullPointerException if an argument or an activation is null
     */
    public Network network(WeightOrder order, Activation... activations) throws ModelFileException {
        Objects.requireNonNull(order, "order is null");
        return network(new LayerOrder(file, byName.values(), keepsOrder).find(order), activations);
    }

    private static Network network(LayerOrder.Found found, Activation... activations) throws ModelFileException {
        Objects.requireNonNull(activations, "activations is null");
        List<LayerPair> pairs = found.layers();
        if (activations.length != pairs.size()) {
            throw new IllegalArgumentException("activations has " + activations.length + " elements, but the file has "
                    + pairs.size() + " layers: " + LayerPair.shown(pairs));
        }
        DenseLayer[] layers = new DenseLayer[pairs.size()];
        for (int i = 0; i < layers.length; i++) {
            LayerPair pair = pairs.get(i);
            int inputs = pair.inputs(found.order());
            int neurons = pair.neurons(found.order());
            float[] weights = pair.weights().values();
            float[] bias =
                    pair.bias() == null ? new float[neurons] : pair.bias().values();
            layers[i] = found.order() == WeightOrder.INPUTS_FIRST
                    ? DenseLayer.of(weights, bias, inputs, neurons, activations[i])
                    : DenseLayer.ofTransposed(weights, bias, inputs, neurons, activations[i]);
        }
        return Network.of(layers);
    }

    /**
     * Lets a trainer go on where the one was whose state {@link TensorFiles#writeState} wrote: the steps from here on
     * give the bits that its own would have given. The optimizer is not in the file, and must be made as that one's.
     *
     * @param trainer of the same sizes and as many moments
     * @throws ModelFileException if this is no such file, or of a trainer of other sizes
     * @throws IllegalArgumentException if the trainer's optimizer has another number of moments
     * @throws NullPointerException if trainer is null
     */
    public void restore(Trainer trainer) throws ModelFileException {
        float[] sizes = sizes(Objects.requireNonNull(trainer, "trainer is null"));
        float[] written = state("sizes");
        if (!Arrays.equals(written, sizes)) {
            throw file.error(
                    "sizes",
                    "is " + Arrays.toString(written) + ", but the trainer's sizes are " + Arrays.toString(sizes));
        }
        float[] steps = state("steps");
        if (steps.length != 2) {
            throw file.error("steps", "has " + steps.length + " numbers, not 2");
        }
        for (float half : steps) {
            if (!(half >= 0 && half < 0x1p24f && half == (int) half)) {
                throw file.error("steps", "has " + half + ", not a whole number below 2^24");
            }
        }
        trainer.restore(state("state"), ((long) steps[0] << 24) + (long) steps[1]);
    }

    private float[] state(String name) throws ModelFileException {
        Tensor tensor = byName.get(name);
        if (tensor == null) {
            throw file.error(name, "is not there: TensorFiles.writeState did not write this file");
        }
        return tensor.values();
    }

    static float[] sizes(Trainer trainer) {
        int[] sizes = trainer.sizes();
        float[] floats = new float[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            floats[i] = sizes[i];
        }
        return floats;
    }
}
