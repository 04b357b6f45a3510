/**
 * Tests of the public classes, and of the ground that they stand on. What a new report about a fault belongs to:
 *
 * <table>
 *   <caption>Kinds of bad ground</caption>
 *   <tr><th>kind</th><th>its tests</th></tr>
 *   <tr><td>the JVM is not what it seems: a loader hides the Vector API, its classes do not initialise, C1 alone, flags
 *       that cannot be read, an image without the module</td><td>{@code BadGroundTest}, {@code SelectionTest}</td></tr>
 *   <tr><td>a first use that meets the end of the stack or a full heap</td><td>{@code BadGroundTest}</td></tr>
 *   <tr><td>a thread that flushes subnormals</td><td>{@code FlushToZeroTest}</td></tr>
 *   <tr><td>sizes that overflow, no rows and many columns, numbers at the end of float32</td><td>{@code
 *       CrossEntropyNumbersTest}, {@code BadInputTest}</td></tr>
 *   <tr><td>sums that drift</td><td>{@code CrossEntropyNumbersTest}, {@code SoftmaxAccuracyTest}</td></tr>
 *   <tr><td>a layer's shape that no loop was written for</td><td>{@code AgreementTest}</td></tr>
 *   <tr><td>how it is embedded: module path, images, shaded jars, two loaders, small stacks and heaps</td><td>{@code
 *       EmbeddingTest}</td></tr>
 *   <tr><td>other bits: by backend, width, compiler, batch, offset, thread</td><td>{@code SameBitsTest}, {@code
 *       BatchTest}, {@code EveryWidthTest}, {@code SoakTest}</td></tr>
 * </table>
 */
package io.lanewise;
