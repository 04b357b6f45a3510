package io.lanewise.bench;

import org.openjdk.jmh.annotations.Benchmark;

/** A model file's network on both backends. */
public class ModelBenchmark extends ModelWorkload {
    @Override
    ExpectedAnswer answer() {
        return lanewiseAnswer("outputs");
    }

    @Benchmark
    public void outputs() {
        lanewise();
    }
}
