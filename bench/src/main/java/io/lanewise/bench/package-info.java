/**
 * What a fork times: JMH benchmarks of the shipped methods, their inputs and their checks.
 *
 * <p>The forks of the scalar and of the vector backend run the same code and differ in JVM flags alone. Each checks
 * that it has the backend that it was started for, and its answers, to the bit, against the scalar specification:
 * before timing, and once more on what the timed calls left behind. What starts the forks is in {@code bench.run},
 * which this package does not know.
 *
 * <p>Other libraries are in the source folder {@code src/peers/java}, a class each ({@code OpenBlasPeer}), which the
 * profile {@code peers} compiles; jobs for Apache Spark in {@code src/spark}, which the profile {@code spark} does.
 */
package io.lanewise.bench;
