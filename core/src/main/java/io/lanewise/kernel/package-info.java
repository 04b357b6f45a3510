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
 *       every width. Nothing here adds by {@code reduceLanes}, whose order the JDK leaves open.
 *   <li>An output of a dense layer is one chain of multiply-adds over the inputs, or sixteen in a narrow layer ({@link
 *       io.lanewise.kernel.DenseKernel}).
 * </ul>
 *
 * <h2>Remainders without masked memory access</h2>
 *
 * A last, partial vector is loaded and stored as a full one that ends where the row ends, overlapping its neighbour,
 * and a lane mask made in registers picks the lanes that count. Masked loads and stores would be shorter to write, but
 * JDK 17 and NEON have none and fall to boxed objects there.
 *
 * <h2>What keeps a vector in a register</h2>
 *
 * C2 turns vector objects into registers only if it sees a vector's whole life at once. Where it does not, every vector
 * of the loop is an object: 10 to 50 times slower, and megabytes a call. Each of these did that on JDK 17 and 25:
 *
 * <ul>
 *   <li>A method of our own that takes or answers a vector, called once a row. C2 inlines it only if the call has a
 *       profile by then, which is a race. A call in the hot loop's body has one; the API's own methods always
 *       are inlined.
 *   <li>A branch that chooses between two vectors. A number that makes one formula do for both, or a mask, does not.
 *   <li>A compilation of more than 18,000 nodes (NodeCountInliningCutoff), counted with all that is inlined: {@link
 *       io.lanewise.kernel.VectorExp} says what counts how much. -XX:+LogCompilation prints them.
 *   <li>Vectors of two widths in one VM: the type profile inside the API is shared by all callers.
 * </ul>
 *
 * A test holds every operation to 0 bytes a call, in one VM, on every width that the machine has.
 */
package io.lanewise.kernel;
