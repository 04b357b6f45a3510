package io.lanewise.bench;

import org.bytedeco.javacpp.FloatPointer;

/** A peer that only multiplies: sums that start at the bias, and ReLU and softmax in Java after them. */
abstract class BlasPeer extends NativePeer {
    @Override
    final Runnable layer(Layer layer, int batch, FloatPointer x, FloatPointer y) {
        BlasOutput output = new BlasOutput(layer.bias(), batch, y, aligned(y.capacity()));
        Runnable multiply = multiply(layer, batch, x, y);
        return () -> {
            output.setBias();
            multiply.run();
            if (layer.relu()) {
                output.relu();
            }
        };
    }

    /** y += x · weights. */
    abstract Runnable multiply(Layer layer, int batch, FloatPointer x, FloatPointer y);

    /** weights[inputs×neurons] as [neurons×inputs]: a neuron's weights side by side. */
    final FloatPointer transposedWeights(Layer layer) {
        int inputs = layer.inputs();
        int neurons = layer.neurons();
        FloatPointer transposed = aligned((long) inputs * neurons);
        for (int k = 0; k < inputs; k++) {
            for (int j = 0; j < neurons; j++) {
                transposed.put((long) j * inputs + k, layer.weights()[k * neurons + j]);
            }
        }
        return transposed;
    }
}
