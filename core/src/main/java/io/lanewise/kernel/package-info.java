/**
 * The loops behind the public classes: unchecked, not exported, and the only place that knows {@code
 * jdk.incubator.vector}.
 *
 * <p>An operation {@code Op} has an interface {@code OpKernel}, its specification {@code ScalarOp} and its vector form
 * {@code VectorOp}, which must equal the specification bit for bit. Two are exceptions in form: {@code ScalarDense} is
 * written for C2, and {@code ScalarTopK} shares its heap with the vector form; the plain statement that they too must
 * equal is the tests' {@code Naive}. Callers have checked every argument. Arrays are row-major, each followed by its
 * offset; sizes come last.
 *
 * <h2>The order of arithmetic</h2>
 *
 * <ul>
 *   <li>Every multiply-add is a fused one, rounded once ({@link io.lanewise.kernel.Fma}).
 *   <li>A sum along a row is a {@link io.lanewise.kernel.PinnedSum}: sixteen partial sums joined in a written order, on
 *       every width. Nothing here adds by {@code reduceLanes}, whose order the JDK leaves open.
 *   <li>An output of a dense layer is one chain of multiply-adds over the inputs, or two in a narrow layer ({@link
 *       io.lanewise.kernel.DenseKernel}).
 * </ul>
 *
 * <h2>Remainders without masked memory access</h2>
 *
 * A last, partial vector is loaded and stored as a full one that ends where the row ends, overlapping its neighbour,
 * and a lane mask made in registers picks the lanes that count. Masked loads and stores would be shorter to write, but
 * JDK 17 and NEON have none and fall to boxed objects there.
 *
 * <h2>How a dense layer is cut</h2>
 *
 * Figures are for 256 bits: 8 lanes, 16 registers, 32 KB of L1, 512 KB of L2, two multiply-adds a cycle of latency 4,
 * a roof of 101 GFLOP/s. Those of single choices come from a loop of their own on JDK 25, and are in no stored run.
 *
 * <ul>
 *   <li>The tile. Six rows by two vectors are twelve chains, where eight hide the latency. C2 issues loads early, so the
 *       sums, the two vectors of weights and two broadcasts fill the 16 registers. The safepoint that C2 puts into a
 *       loop of more than 1,000 steps, with the loop around it, takes one too many: a sum was spilled at every step,
 *       and 240×1024×1024 ran at 40 GFLOP/s on JDK 17. With at most 1,000 steps at once it takes 5.7 ms; the tile of four
 *       rows, eight chains, that was here before took 6.8 ms on JDK 17, and on JDK 25 6.1 where this takes 5.9.
 *       Unrolling by hand makes C2 hoist more loads, and spill.
 *   <li>Chains. The machine has a worse state, seconds long and perhaps a neighbour's doing, in which eight chains make
 *       48 GFLOP/s where the better one has 85; twelve are some 20 % faster there. 5×2 and 3×4 were tried with a
 *       safepoint only.
 *   <li>Packed rows. Six rows of x would be six addresses beside the weights'; C2 has 14 registers for them and for
 *       what comes after the loop, and kept array bases of four in vector registers, at two moves a step. Copied to
 *       rows that lie a constant stride apart they are one address and displacements, and the copy is the JVM's own:
 *       interleaved as [inputs×4] they cost one load and one store an element, and 64×784×32 took 59 µs instead of 42,
 *       32×784×128 79 instead of 73. Up to two rows are left where they are.
 *   <li>Last rows. Tall tiles take an even number of rows, sixes and up to two fours: 8×512×512 takes 50 µs as two fours
 *       and 55 as six and two on JDK 17. An odd row is taken with two others: three rows by two vectors would be six
 *       chains, three by three are nine and fit 9 + 3 + 3 registers, if the three vectors of weights have two
 *       addresses, not three: 3×784×128 takes 7.5 µs, where two rows and one took 9.2, and three addresses 9.3. These
 *       tiles and those of one and two rows are slower without their safepoint, up to half: C2 then unrolls them.
 *   <li>Panels. Weights are [inputs×2 vectors] a panel, so a step's loads are neighbours. A panel of 1,024 inputs is
 *       64 KB and streams from L2 at 16 bytes a cycle, half of what L2 gives.
 *   <li>Blocks. Up to 180 rows go through a panel before the next panel does: that amortises its way from L3. Past 1,000
 *       inputs the sums go to y and come back; entering a tile costs about 100 cycles of its 6 an input. A stride is 1,024
 *       inputs and a cache line; with more than 1,000 in it they are two blocks. Blocks of 60 rows took 3 to 5 % longer
 *       at 256×1024×1024 and 512×4096×1024, a stride for each block of inputs 2 %; at 512×784×512,
 *       where 180 rows pass L2, they took 1 to 2 % less. Blocks of 256 or 345 inputs, whose panels stay in L1, gain
 *       nothing. 60×512×128 runs at 94 GFLOP/s and 252×512×2048 at 84, with the same tiles: perhaps as 4 MB of weights
 *       come from L3 or beyond.
 *   <li>Weights as they are. Four panels are packed together, eight rows of weights at a time: a panel's piece of a row is
 *       half of two cache lines, whose other halves its neighbours need, and rows 4 KB apart share a set of L1. Packing
 *       one panel after another, for at most 252 rows, took 8.1 ms at 256×1024×1024 where this takes 6.4 and packed
 *       weights 6.3.
 *   <li>One row. Nothing is used twice, so it runs at the speed of the weights' loads where four panels at a time are
 *       the eight chains; two or three panels alone wait for their chains.
 *   <li>Narrow layers. A row of one panel loads two vectors of weights and an input a step, and one of the two crosses a
 *       cache line, as a heap array starts 16 bytes past one: that is two cycles, and a multiply-add's latency of four
 *       needs two chains a vector, not more. Two rows together share the weights' loads.
 *   <li>Last columns. The last panel ends where the layer does and overlaps the one before.
 * </ul>
 *
 * <h2>What bounds a softmax</h2>
 *
 * An exponential is 22 operations on a vector, most of them one after the other: by the latencies some 53 cycles from
 * the logit to the result. The processor keeps 256 instructions in flight, which are some seven of these loops, so it
 * comes to one exponential in eight cycles at best, of which its four units for arithmetic would take six. What shortens
 * the chain or leaves out an operation is what gains: factors of 2^64 in place of a second scaling, a mask at the end,
 * the polynomial in two halves, one multiply-add that adds 1 and scales. The maximum, the sum with what it loses, and the
 * scaling are seven operations more, in passes of their own over what is in L1.
 *
 * <p>What did not gain, in a loop beside the benchmarks: the exponential as two loops with high, low and the exponent
 * between them in memory, 7 cycles a vector each where one loop takes 13, perhaps for stores that cross cache lines; one
 * loop that ends a vector while it begins the next; the maxima and the last sums of several rows one after the other, so
 * that their chains overlap.
 *
 * <h2>What keeps a vector in a register</h2>
 *
 * C2 turns vector objects into registers only if it sees a vector's whole life at once. Where it does not, every vector
 * of the loop is an object: 10 to 50 times slower, and megabytes a call. Each of these did that on JDK 17 and 25:
 *
 * <ul>
 *   <li>A method of our own that takes or answers a vector, called once a row. C2 inlines it only if the call has a
 *       profile by then, which is a race. A call in the hot loop's body has one; the API's own methods always are inlined.
 *   <li>A branch that chooses between two vectors. A number that makes one formula do for both, or a mask, does not.
 *   <li>A compilation of more than 18,000 nodes (NodeCountInliningCutoff), counted with all that is inlined. An
 *       operation of the API is hundreds of nodes, a broadcast 135, and -XX:+LogCompilation prints them. A method of more
 *       than 325 bytes of bytecode (FreqInlineSize) is compiled on its own, and that is what keeps {@link
 *       io.lanewise.kernel.VectorExp}'s exponential apart from its callers.
 *   <li>Vectors of two widths in one VM: the type profile inside the API is shared by all callers.
 * </ul>
 *
 * A test holds every operation to 0 bytes a call, in one VM, on every width that the machine has.
 */
package io.lanewise.kernel;
