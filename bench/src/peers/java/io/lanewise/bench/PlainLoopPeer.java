package io.lanewise.bench;

/** Plain Java loops over rows, neurons and inputs: what a program runs that uses no library. */
final class PlainLoopPeer extends HeapPeer {
    private Layer[] layers;
    /** Each layer's output; the last one's is y. */
    private float[][] outputs;

    private boolean softmax;

    @Override
    public String version() {
        return "plain Java loops on float[], Math.exp";
    }

    @Override
    public void prepare(PeerProblem problem) {
        super.prepare(problem);
        layers = problem.layers().toArray(Layer[]::new);
        outputs = new float[layers.length][];
        for (int i = 0; i < layers.length; i++) {
            outputs[i] = i == layers.length - 1 ? y : new float[batch * layers[i].neurons()];
        }
        softmax = problem.softmax();
    }

    @Override
    public void forward() {
        float[] in = x;
        for (int i = 0; i < layers.length; i++) {
            dense(layers[i], in, outputs[i], batch);
            in = outputs[i];
        }
        if (softmax) {
            softmax(in, y, batch);
        }
    }

    /** A row, a neuron, its sum over the inputs. */
    private static void dense(Layer layer, float[] x, float[] y, int batch) {
        float[] weights = layer.weights();
        float[] bias = layer.bias();
        int inputs = layer.inputs();
        int neurons = layer.neurons();
        boolean relu = layer.relu();
        for (int i = 0; i < batch; i++) {
            for (int j = 0; j < neurons; j++) {
                float sum = bias[j];
                for (int k = 0; k < inputs; k++) {
                    sum += x[i * inputs + k] * weights[k * neurons + j];
                }
                y[i * neurons + j] = relu ? Math.max(sum, 0) : sum;
            }
        }
    }

    /** p[rows×columns] = the softmax of each row of x; p may be x. */
    static void softmax(float[] x, float[] p, int rows) {
        int columns = x.length / rows;
        for (int start = 0; start < x.length; start += columns) {
            float max = x[start];
            for (int i = start; i < start + columns; i++) {
                max = Math.max(max, x[i]);
            }
            float sum = 0;
            for (int i = start; i < start + columns; i++) {
                p[i] = (float) Math.exp(x[i] - max);
                sum += p[i];
            }
            for (int i = start; i < start + columns; i++) {
                p[i] /= sum;
            }
        }
    }
}
