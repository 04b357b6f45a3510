package io.lanewise.bench;

/** The three loops that Lanewise began with: a row, a neuron, its sum over the inputs. */
final class Loop extends HeapPeer {
    @Override
    public String version() {
        return "three plain Java loops on float[]";
    }

    @Override
    public void forward() {
        for (int i = 0; i < batch; i++) {
            for (int j = 0; j < neurons; j++) {
                float sum = bias[j];
                for (int k = 0; k < inputs; k++) {
                    sum += x[i * inputs + k] * weights[k * neurons + j];
                }
                y[i * neurons + j] = Math.max(sum, 0);
            }
        }
    }
}
