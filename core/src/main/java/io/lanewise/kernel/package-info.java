/**
 * The loops behind the public classes: unchecked, not exported, and the only packages that know {@code
 * jdk.incubator.vector}.
 *
 * <ul>
 *   <li>{@code kernel.dense}: dense layers.
 *   <li>{@code kernel.rows}: what works along a row: softmax, losses, activations, argmax, top-k, and their
 *       exponential, logarithm and sums.
 *   <li>{@code kernel.choice}: which backend runs, from when on, and the check that the vector kernels give the scalar
 *       ones' bits.
 *   <li>{@code kernel}: what they share.
 * </ul>
 *
 * Imports run one way, choice to dense and rows, and all to this package; a test on the class files holds that.
 *
 * <p>An operation {@code Op} has an interface {@code OpKernel}, its specification {@code ScalarOp} and its vector form
 * {@code VectorOp}, which must equal the specification bit for bit. Two are not plain loops: {@code ScalarDense} is
 * written for C2, and {@code ScalarTopK} shares its heap with the vector form. The plain statement, which every backend
 * must equal, is the tests' {@code Naive}. Callers have checked every argument. Arrays are row-major, each followed by
 * its offset; sizes come last.
 *
 * <h2>The order of arithmetic</h2>
 *
 * <ul>
 *   <li>Every multiply-add is a fused one, rounded once ({@link io.lanewise.kernel.Fma}).
 *   <li>A sum along a row has sixteen partial sums, joined in a written order, on every width ({@code rows.PinnedSum});
 *       a softmax's have groups in them ({@code rows.ExpSum}). Nothing here adds by {@code reduceLanes}, whose order
 *       the JDK leaves open.
 *   <li>An output of a dense layer is one chain of multiply-adds over the inputs, two in a narrow layer, and 32 in one
 *       of a single neuron ({@code dense.DenseKernel}).
 * </ul>
 *
 * <h2>Remainders without masked memory access</h2>
 *
 * A last, partial vector is loaded and stored as a full one that ends where the row ends, overlapping its neighbour,
 * and a lane mask made in registers picks the lanes that count. Masked loads and stores would be shorter to write, but
 * JDK 17 and NEON have none, and vectors would be objects there.
 *
 * <h2>What keeps a vector in a register</h2>
 *
 * C2 turns vector objects into registers only if it sees a vector's whole life at once. Where it does not, every vector
 * of the loop is an object: 10 to 50 times slower, and megabytes per call. Each of these does that on JDK 17 and 25:
 *
 * <ul>
 *   <li>A method of our own that takes or returns a vector, called once per row. C2 inlines it only if the call has a
 *       profile by then, which is a race. A call in the hot loop's body has one; the API's own methods are always
 *       inlined.
 *   <li>A branch that chooses between two vectors. A mask does not, nor does a number that makes one formula of two.
 *   <li>On JDK 17 alone, a vector that changes in a loop and is carried through three of them; through two it may be.
 *   <li>A compilation of more than 18,000 nodes (NodeCountInliningCutoff), counted with all that is inlined. An
 *       operation of the API is hundreds of nodes, a broadcast 135, and -XX:+LogCompilation prints them. A method of
 *       more than 325 bytes of bytecode (FreqInlineSize) is compiled on its own, which keeps {@code rows.VectorExp}'s
 *       exponential apart from its callers.
 *   <li>Vectors of two widths in one VM: the type profile inside the API is shared by all callers.
 * </ul>
 *
 * A test holds every operation to 0 bytes per call, in one VM, on every width that the machine has.
 */
package io.lanewise.kernel;
