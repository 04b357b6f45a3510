/**
 * The loops behind the public classes: unchecked, not exported, and the only place that knows {@code
 * jdk.incubator.vector}.
 *
 * <p>An operation {@code Op} has an interface {@code OpKernel}, its specification {@code ScalarOp} and its vector form
 * {@code VectorOp}, which must equal the specification bit for bit. Callers have checked every argument. Arrays are
 * row-major, each followed by its offset; sizes come last.
 *
 * <h2>The order of arithmetic</h2>
 *
 * <ul>
 *   <li>Every multiply-add is a fused one, rounded once ({@link io.lanewise.kernel.Fma}).
 *   <li>A sum along a row is a {@link io.lanewise.kernel.PinnedSum}: sixteen partial sums joined in a written tree, on
 *       every width. Nothing here calls {@code reduceLanes}, whose order for ADD the JDK leaves open.
 *   <li>An output of a dense layer is one chain of multiply-adds over the inputs, or sixteen in a narrow layer ({@link
 *       io.lanewise.kernel.DenseKernel}).
 * </ul>
 *
 * <h2>Remainders without masked memory access</h2>
 *
 * A last, partial vector is loaded and stored as a full one that ends where the row ends, overlapping its neighbour,
 * and a lane mask made in registers picks the lanes that count. Masked loads and stores would be shorter to write, but
 * JDK 17 and NEON have none and fall to boxed objects there.
 */
package io.lanewise.kernel;
