package io.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class WorkTest {
    @Test
    void aDenseLayerDoesTwoOperationsAMultiply() {
        assertEquals(new Work(2.0 * 32 * 784 * 128, "GFLOP/s"), Work.of("Dense.forward", "32x784x128"));
        assertEquals(new Work(2.0 * 512 * 4096 * 1024, "GFLOP/s"), Work.of("DenseLayer.forward", "512x4096x1024"));
        assertEquals(new Work(2.0 * 32 * 784 * 128, "GFLOP/s"), Work.of("DenseGradient.weights", "32x784x128"));
    }

    @Test
    void aNetworkDoesTheOperationsOfItsLayers() {
        Work work = new Work(2.0 * 500 * (784 * 128 + 128 * 10), "GFLOP/s");
        assertEquals(work, Work.of("Network.probabilities", "500x784-128-10"));
        assertEquals(work, Work.of("Network.meanLoss", "500x784-128-10"));
        assertEquals(work, Work.of("Parallel.twoThreads", "500x784-128-10"));
    }

    @Test
    void aStepOfTrainingIsThreePassesButForTheFirstInputs() {
        Work work = new Work(2.0 * 32 * (2 * 784 * 128 + 3 * 128 * 10), "GFLOP/s");
        assertEquals(work, Work.of("Training.step", "32x784-128-10"));
    }

    @Test
    void otherOperationsReadAndWriteFloatsOnce() {
        assertEquals(new Work(8 * 1024, "GB/s"), Work.of("Relu.forward", "1024"));
        assertEquals(new Work(8 * 1024, "GB/s"), Work.of("Activation.gelu", "1024"));
        assertEquals(new Work(8 * 256 * 1000, "GB/s"), Work.of("Softmax.logForward", "256x1000"));
    }

    @Test
    void aLossReadsWhatItNeeds() {
        assertEquals(256 * (4 + 4), Work.of("CrossEntropy.mean", "256x10").amount());
        assertEquals(
                256 * (40 + 40), Work.of("CrossEntropy.meanOneHot", "256x10").amount());
        assertEquals(
                256 * (40 + 4), Work.of("CrossEntropy.meanFromLogits", "256x10").amount());
    }

    @Test
    void theLargestAreReadOnceAndWrittenOnce() {
        assertEquals(256 * (4000 + 4), Work.of("ArgMax.forward", "256x1000").amount());
        assertEquals(256 * (4000 + 5 * 8), Work.of("TopK.forward", "256x1000x5").amount());
    }

    @Test
    void theRoofIsWorkToo() {
        assertEquals(new Work(2.0 * 12 * (1 << 17), "GFLOP/s"), Work.of("Roof.peak", "fma"));
        assertEquals(new Work(1 << 20, "GB/s"), Work.of("Roof.peak", "L1"), "a call reads 16 KB often");
        assertEquals(new Work(1 << 28, "GB/s"), Work.of("Roof.peak", "memory"));
        assertEquals(4 * 784 * 128, Work.weightBytes("32x784x128"));
    }

    @Test
    void aRateIsThousandsOfMillionsASecond() {
        assertEquals(2.0, new Work(6000, "GB/s").rate(3));
    }

    @Test
    void anUnknownOperationAndAWrongShapeFail() {
        assertThrows(IllegalArgumentException.class, () -> Work.of("Tanh.forward", "8"));
        assertThrows(IllegalArgumentException.class, () -> Work.of("Dense.forward", "8x8"));
        assertThrows(IllegalArgumentException.class, () -> Work.of("Relu.forward", "0"));
    }
}
