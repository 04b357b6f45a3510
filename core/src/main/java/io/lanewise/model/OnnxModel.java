package io.lanewise.model;

import io.lanewise.DenseLayer;
import io.lanewise.Network;
import io.lanewise.Output;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Networks from ONNX files, as PyTorch, Keras and scikit-learn (skl2onnx) export them: a chain from one input to one
 * output.
 *
 * <p>Read are Gemm and MatMul with constant weights (float, double, float16, bfloat16; in the file, or in a file
 * beside it); Relu, LeakyRelu, Elu, Sigmoid, Tanh, Gelu, SiLU and ReLU6, also where a graph has them as several nodes;
 * Softmax, LogSoftmax or Sigmoid at the end, which become {@link Network#output()}; and what changes no number:
 * Identity, Dropout, Cast, Flatten, and Reshape, Squeeze and Unsqueeze that keep the rows. BatchNormalization,
 * scikit-learn's scalers, and Add, Sub, Mul and Div with constants are folded into the layer beside them, in double and
 * rounded once to float32; weights with nothing to fold keep their bits. Everything else is refused by a sentence with
 * the node and its operator.
 *
 * <ul>
 *   <li>Lanewise computes in float32, whatever floating-point type the graph names.
 *   <li>A scaling after the last activation becomes a diagonal layer, for at most 64 columns; with it, an infinity in
 *       one column of a row makes all columns of that row NaN.
 *   <li>A classifier of two classes that gives {@code [1 − p, p]} becomes a network of the logits {@code [0, z]} with
 *       {@link Output#SOFTMAX}. A class label beside the probabilities is left out: {@code Session.predict} tells the
 *       column.
 * </ul>
 *
 * <p>While a file is read, at most four times its size is held, that of the files beside it included, and 1 MB; the
 * network that is made then has the memory that {@link DenseLayer} says.
 */
public final class OnnxModel {
    private OnnxModel() {}

    /**
     * The network in a file. Weights that the file keeps in another are read from there: a regular file in the folder
     * of this one or below it, reached without {@code ..}, an absolute path, a symbolic link or a hard link.
     *
     * @param file the {@code .onnx} file
     * @return the network
     * @throws ModelFileException if the file or one beside it cannot be read, is damaged, or holds no network that
     *     Lanewise runs
     * @throws NullPointerException if file is null
     */
    public static Network load(Path file) throws ModelFileException {
        return network(parts(Objects.requireNonNull(file, "file is null")));
    }

    /**
     * The network in a file's bytes.
     *
     * @param bytes the whole file; not kept
     * @param name what messages call the file
     * @return the network
     * @throws ModelFileException if the bytes are damaged, hold no network that Lanewise runs, or one whose weights are
     *     in another file
     * @throws NullPointerException if an argument is null
     */
    public static Network read(byte[] bytes, String name) throws ModelFileException {
        Objects.requireNonNull(bytes, "bytes is null");
        Objects.requireNonNull(name, "name is null");
        return network(parts(bytes, name, null));
    }

    /** The file's own bytes are free again when this returns, before layers are packed. */
    static OnnxFolding parts(Path file) throws ModelFileException {
        ModelBytes bytes = ModelBytes.load(file);
        return parts(bytes.array(), bytes.name(), file);
    }

    static OnnxFolding parts(byte[] bytes, String name, Path file) throws ModelFileException {
        try {
            OnnxMemory memory = new OnnxMemory(bytes.length);
            OnnxExternalData files = new OnnxExternalData(file, memory);
            return new OnnxFolding(OnnxWalk.walk(OnnxGraph.read(bytes, memory), files), files);
        } catch (OnnxRefusal reason) {
            throw new ModelFileException(name, "", reason.getMessage());
        }
    }

    private static Network network(OnnxFolding parts) {
        DenseLayer[] layers = new DenseLayer[parts.layers().size()];
        for (int i = 0; i < layers.length; i++) {
            OnnxLayer layer = parts.layers().get(i);
            layers[i] =
                    DenseLayer.of(layer.weights(), layer.bias(), layer.inputs(), layer.neurons(), layer.activation());
        }
        return Network.of(layers).withOutput(parts.output());
    }
}
