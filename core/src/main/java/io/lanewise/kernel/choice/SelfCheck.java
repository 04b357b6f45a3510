package io.lanewise.kernel.choice;

import io.lanewise.kernel.choice.TrialRun.Sizes;
import io.lanewise.kernel.rows.ActivationKind;
import java.util.Arrays;

/**
 * Whether the vector kernels give the scalar ones' bits, asked before they answer anybody: on a machine or a JVM that
 * no test has seen, a mistake costs speed, or a refusal, and no wrong answer.
 *
 * <p>It takes a few hundred values, in shapes that lead through each kernel's remainders on every width. They run in
 * the interpreter, where an operation on vectors takes a microsecond and more, so what takes thousands of values is
 * left to the tests: layers of more than 1,000 inputs, rows of more than 527 columns.
 *
 * <p>Most of its time in a new JVM is the Vector API's, which makes its species and lambdas then. {@code FirstCalls} in
 * bench times it with the rest of a start.
 */
final class SelfCheck {
    private SelfCheck() {}

    /** The first operation whose vector kernel differs from its scalar one, in words for people, or null. */
    static String difference(KernelSet scalar, KernelSet vector) {
        for (String operation : TrialRun.OPERATIONS) {
            try {
                for (Sizes sizes : sizes(operation)) {
                    // By bits, but one NaN is as good as another: as it is promised.
                    if (!Arrays.deepEquals(answers(operation, sizes, scalar), answers(operation, sizes, vector))) {
                        return "the vector kernel of " + operation + " gives other bits than the scalar one";
                    }
                }
            } catch (StackOverflowError | OutOfMemoryError e) {
                throw e; // says nothing of the kernel
            } catch (RuntimeException | Error e) {
                return "the vector kernel of " + operation + " throws " + e;
            }
        }
        return null;
    }

    private static Object[] answers(String operation, Sizes sizes, KernelSet kernels) {
        float[] y = new float[sizes.outputs()];
        int[] indices = new int[y.length];
        // A value that no kernel answers, so that one element more or less shows.
        Arrays.fill(y, 12345f);
        new TrialRun(operation, sizes, kernels, y, indices).run();
        return new Object[] {y, indices};
    }

    private static Sizes[] sizes(String operation) {
        return switch (operation) {
            // One neuron, and, from eight rows on, where the vector kernel packs: less than a vector of neurons, a
            // narrow layer, some panels of more inputs than are packed at a time.
            case TrialRun.DENSE ->
                new Sizes[] {
                    new Sizes(5, 37, null, 3),
                    new Sizes(45, 1, null, 5),
                    new Sizes(2, 3, null, 9),
                    new Sizes(33, 10, null, 8),
                    new Sizes(9, 40, null, 9)
                };
            // The same kinds of layers, and panels by six, four, three, two rows and one, which takes four at once.
            case TrialRun.PACKED ->
                new Sizes[] {
                    new Sizes(77, 1, ActivationKind.RELU, 3),
                    new Sizes(2, 3, null, 11),
                    new Sizes(33, 3, ActivationKind.RELU, 7),
                    new Sizes(33, 16, null, 3),
                    new Sizes(2, 40, ActivationKind.RELU, 13),
                    new Sizes(2, 40, null, 2),
                    new Sizes(2, 100, null, 1)
                };
            // From weights that are transposed and that are packed so.
            case TrialRun.GRADIENT_OF_INPUTS ->
                new Sizes[] {new Sizes(4, 5, null, 3), new Sizes(3, 37, null, 8), new Sizes(64, 17, null, 3)};
            // Along the neurons and along the inputs.
            case TrialRun.GRADIENT_OF_WEIGHTS ->
                new Sizes[] {new Sizes(13, 37, null, 3), new Sizes(40, 3, null, 3), new Sizes(8, 10, null, 3)};
            case TrialRun.RELU -> new Sizes[] {new Sizes(0, 13, null, 5)};
            case TrialRun.ACTIVATION -> activations();
            // Rows of fewer columns than a vector, and lanes along a row.
            case TrialRun.LOSS, TrialRun.LOSS_FROM_LOGITS ->
                new Sizes[] {new Sizes(0, 3, null, 8), new Sizes(0, 19, null, 2)};
            case TrialRun.ARG_MAX -> new Sizes[] {new Sizes(0, 37, null, 5)};
            // As many columns as the widest vector needs.
            case TrialRun.TOP_K -> new Sizes[] {new Sizes(0, 130, null, 5)};
            // A row a lane of at least a vector of columns, and lanes along a row, of more rows than go together.
            default -> new Sizes[] {new Sizes(0, 13, null, 8), new Sizes(0, 19, null, 17)};
        };
    }

    /** Every formula on both of its sides: of a row with NaN, of a deep one, and of both zeros. */
    private static Sizes[] activations() {
        ActivationKind[] kinds = ActivationKind.values();
        Sizes[] sizes = new Sizes[kinds.length];
        for (int i = 0; i < kinds.length; i++) {
            sizes[i] = new Sizes(0, 13, kinds[i], 5);
        }
        return sizes;
    }
}
