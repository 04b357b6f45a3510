/**
 * JMH benchmarks of the shipped methods, run once on each backend, and the report of a run.
 *
 * <p>{@link io.lanewise.bench.Run} starts the forks. The scalar and the vector ones run the same code and differ in JVM
 * flags alone. Each checks that it got the backend it was started for, and its answers, to the bit, against the scalar
 * specification: before timing, and once more on what the timed calls left behind.
 */
package io.lanewise.bench;
