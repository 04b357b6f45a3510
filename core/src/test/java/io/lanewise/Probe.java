package io.lanewise;

import java.util.List;

/** Runs in a separate process: uses the library and prints nothing, or counts the refusals. */
final class Probe {
    private static final float[] X = {1, 2};
    private static final float[] Y = new float[2];
    private static final int[] LABELS = {0};

    private static final List<Runnable> USES = List.of(
            Backend::current,
            () -> Dense.forward(X, X, X, Y, 1, 1, 2),
            () -> DenseLayer.of(X, X, 1, 2, Activation.RELU).forward(X, Y, 1),
            () -> Relu.forward(X, Y, 2),
            () -> Softmax.forward(X, Y, 1, 2),
            () -> Softmax.logForward(X, Y, 1, 2),
            () -> CrossEntropy.ofProbabilities().mean(X, LABELS, 1, 2),
            () -> CrossEntropy.ofProbabilities().mean(X, X, 1, 2),
            () -> CrossEntropy.ofLogits().mean(X, LABELS, 1, 2));

    private Probe() {}

    public static void main(String[] arguments) {
        boolean refusals = arguments.length > 0;
        for (int repetition = 0; repetition < 3; repetition++) {
            for (Runnable use : USES) {
                if (!refusals) {
                    use.run();
                    continue;
                }
                try {
                    use.run();
                    System.out.println("not refused");
                } catch (IllegalStateException e) {
                    System.out.println("refused: " + e.getMessage());
                }
            }
        }
    }
}
