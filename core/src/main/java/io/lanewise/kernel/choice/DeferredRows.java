package io.lanewise.kernel.choice;

import io.lanewise.kernel.rows.ActivationKernel;
import io.lanewise.kernel.rows.ActivationKind;
import io.lanewise.kernel.rows.ArgMaxKernel;
import io.lanewise.kernel.rows.CrossEntropyKernel;
import io.lanewise.kernel.rows.LossOptions;
import io.lanewise.kernel.rows.ReluKernel;
import io.lanewise.kernel.rows.SoftmaxKernel;
import io.lanewise.kernel.rows.TopKKernel;

/**
 * What is not a layer, by the scalar kernels until a trial shows that the vector ones are compiled. A record, because
 * C2 takes its fields for constants where the record is one.
 */
record DeferredRows(
        int lanes,
        Trial reluTrial,
        Trial[] activationTrials,
        Trial softmaxTrial,
        Trial logSoftmaxTrial,
        Trial argMaxTrial,
        Trial topKTrial,
        Trial lossTrial,
        Trial lossFromLogitsTrial)
        implements ReluKernel, ActivationKernel, SoftmaxKernel, CrossEntropyKernel, ArgMaxKernel, TopKKernel {

    static DeferredRows create(int lanes) {
        ActivationKind[] kinds = ActivationKind.values();
        Trial[] activations = new Trial[kinds.length];
        for (int i = 0; i < kinds.length; i++) {
            activations[i] = Trials.activation(kinds[i]);
        }
        return new DeferredRows(
                lanes,
                Trials.relu(),
                activations,
                Trials.anyColumns(TrialRun.SOFTMAX),
                Trials.anyColumns(TrialRun.LOG_SOFTMAX),
                Trials.manyColumns(TrialRun.ARG_MAX),
                Trials.manyColumns(TrialRun.TOP_K),
                Trials.anyColumns(TrialRun.LOSS),
                Trials.anyColumns(TrialRun.LOSS_FROM_LOGITS));
    }

    @Override
    public void forward(float[] x, int xOffset, float[] y, int yOffset, int length) {
        Trial trial = length < lanes ? Trial.NONE : reluTrial;
        long start = trial.start();
        trial.kernels().relu().forward(x, xOffset, y, yOffset, length);
        trial.after(start);
    }

    @Override
    public void forward(
            ActivationKind kind, float parameter, float[] x, int xOffset, float[] y, int yOffset, int length) {
        Trial trial = activationTrials[kind.ordinal()];
        long start = trial.start();
        trial.kernels().activation().forward(kind, parameter, x, xOffset, y, yOffset, length);
        trial.after(start);
    }

    @Override
    public void forward(
            float[] logits, int logitsOffset, float[] probabilities, int probabilitiesOffset, int rows, int columns) {
        Trial trial = softmax(softmaxTrial, rows, columns);
        long start = trial.start();
        trial.kernels().softmax().forward(logits, logitsOffset, probabilities, probabilitiesOffset, rows, columns);
        trial.after(start);
    }

    @Override
    public void logForward(
            float[] logits,
            int logitsOffset,
            float[] logProbabilities,
            int logProbabilitiesOffset,
            int rows,
            int columns) {
        Trial trial = softmax(logSoftmaxTrial, rows, columns);
        long start = trial.start();
        trial.kernels()
                .softmax()
                .logForward(logits, logitsOffset, logProbabilities, logProbabilitiesOffset, rows, columns);
        trial.after(start);
    }

    @Override
    public void forward(float[] x, int xOffset, int[] indices, int indicesOffset, int rows, int columns) {
        Trial trial = columns < Trials.WIDE ? Trial.NONE : argMaxTrial;
        long start = trial.start();
        trial.kernels().argMax().forward(x, xOffset, indices, indicesOffset, rows, columns);
        trial.after(start);
    }

    @Override
    public void forward(
            float[] x,
            int xOffset,
            float[] values,
            int valuesOffset,
            int[] indices,
            int indicesOffset,
            int rows,
            int columns,
            int k) {
        Trial trial = columns < 8 * lanes ? Trial.NONE : topKTrial;
        long start = trial.start();
        trial.kernels().topK().forward(x, xOffset, values, valuesOffset, indices, indicesOffset, rows, columns, k);
        trial.after(start);
    }

    @Override
    public double losses(
            float[] probabilities,
            int probabilitiesOffset,
            int[] labels,
            int labelsOffset,
            float[] losses,
            int lossesOffset,
            int rows,
            int columns,
            float low,
            float high,
            LossOptions options) {
        long start = lossTrial.start();
        double sum = lossTrial
                .kernels()
                .crossEntropy()
                .losses(
                        probabilities,
                        probabilitiesOffset,
                        labels,
                        labelsOffset,
                        losses,
                        lossesOffset,
                        rows,
                        columns,
                        low,
                        high,
                        options);
        lossTrial.after(start);
        return sum;
    }

    @Override
    public double losses(
            float[] probabilities,
            int probabilitiesOffset,
            float[] oneHot,
            int oneHotOffset,
            float[] losses,
            int lossesOffset,
            int rows,
            int columns,
            float low,
            float high,
            LossOptions options) {
        long start = lossTrial.start();
        double sum = lossTrial
                .kernels()
                .crossEntropy()
                .losses(
                        probabilities,
                        probabilitiesOffset,
                        oneHot,
                        oneHotOffset,
                        losses,
                        lossesOffset,
                        rows,
                        columns,
                        low,
                        high,
                        options);
        lossTrial.after(start);
        return sum;
    }

    @Override
    public double lossesFromLogits(
            float[] logits,
            int logitsOffset,
            int[] labels,
            int labelsOffset,
            float[] losses,
            int lossesOffset,
            int rows,
            int columns,
            LossOptions options) {
        Trial trial = softmax(lossFromLogitsTrial, rows, columns);
        long start = trial.start();
        double sum = trial.kernels()
                .crossEntropy()
                .lossesFromLogits(
                        logits, logitsOffset, labels, labelsOffset, losses, lossesOffset, rows, columns, options);
        trial.after(start);
        return sum;
    }

    @Override
    public double lossesFromLogits(
            float[] logits,
            int logitsOffset,
            float[] oneHot,
            int oneHotOffset,
            float[] losses,
            int lossesOffset,
            int rows,
            int columns,
            LossOptions options) {
        Trial trial = softmax(lossFromLogitsTrial, rows, columns);
        long start = trial.start();
        double sum = trial.kernels()
                .crossEntropy()
                .lossesFromLogits(
                        logits, logitsOffset, oneHot, oneHotOffset, losses, lossesOffset, rows, columns, options);
        trial.after(start);
        return sum;
    }

    /** A few logits in short rows are the scalar kernels' for good. */
    private static Trial softmax(Trial trial, int rows, int columns) {
        return columns < Trials.WIDE && rows * columns < Trials.FEWEST ? Trial.NONE : trial;
    }
}
