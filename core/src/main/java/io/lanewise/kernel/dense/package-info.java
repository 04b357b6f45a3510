/**
 * Dense layers and their gradients. The page of {@code io.lanewise.kernel} has the conventions.
 *
 * <p>{@link io.lanewise.kernel.dense.VectorDense} chooses between six siblings by the layer's shape: {@code
 * VectorDensePanels} for most packed layers, {@code VectorDenseSingle} for one neuron, {@code VectorDenseNarrow} where
 * an output is two chains, {@code VectorDenseSmall} where the neurons do not fill a vector, {@code VectorDenseUnpacked}
 * for weights that are packed on the way, {@code VectorDenseFewRows} for weights that up to seven rows read as they
 * are. {@code VectorDenseTile} has the register tiles, {@code VectorDenseTallTile} those for 32 registers, {@code
 * VectorDenseLayout} the order of packed weights, {@code PackedRows} that of packed rows of x. {@link
 * io.lanewise.kernel.dense.VectorGradient} takes the gradients, by these and by {@code VectorGradientTile}.
 *
 * <h2>How a layer is cut</h2>
 *
 * Figures are for 256 bits: 8 lanes, 16 registers, 32 KB of L1, 512 KB of L2, two multiply-adds per cycle of latency 4,
 * a roof of 101 GFLOP/s. {@code DenseLayerBenchmark} times the shapes that are named.
 *
 * <ul>
 *   <li>The tile. Two multiply-adds per cycle × 4 cycles of latency = 8 chains in flight; six rows × two vectors
 *       are twelve, and the other four hide disturbances. C2 issues loads early, so 12 sums + 2 vectors of
 *       weights + 2 broadcasts fill the 16 registers. Unrolling by hand makes C2 hoist more loads, and spill.
 *   <li>The tile at 512 bits. There are 32 registers, so it has twelve rows, and eight for the last ones. A Xeon with a
 *       roof of 160 GFLOP/s takes 3.5 ms for 256×1024×1024 where tiles of six rows take 4.3, and 27 µs for 8×512×512
 *       where two tiles of four rows take 45. These, and those of 512 bits below, are the least times of a loop by
 *       hand.
 *   <li>At most 1,000 steps at once. C2 puts a safepoint into a longer loop, with a loop around it, which takes one
 *       register too many: a sum is then stored and loaded at every step, and the tile runs at half its speed.
 *   <li>Packed rows. Six rows of x would be six addresses beside the weights'; C2 has 14 registers for them and for
 *       what comes after the loop. Rows copied to a constant stride are one address and displacements, and the copy is
 *       {@code System.arraycopy}. Up to two rows are left where they are.
 *   <li>Last rows. Tall tiles take an even number of rows, sixes and up to two fours. An odd row is taken with two
 *       others: three rows by two vectors would be six chains, three by three are nine and fit 9 + 3 + 3 registers, if
 *       the three vectors of weights have two addresses, not three. These tiles and those of one and two rows are
 *       slower without their safepoint, because C2 then unrolls them.
 *   <li>Panels. Weights are [inputs×2 vectors] per panel, so a step's loads are neighbours. A panel of 1,024 inputs is
 *       64 KB and streams from L2 at 16 bytes per cycle, half of what L2 gives.
 *   <li>Blocks. Up to 180 rows go through a panel before the next panel does: that amortises its way from L3. Past
 *       1,000 inputs the sums go to y and come back; entering a tile costs about 100 cycles, beside 12 / 2 = 6 per
 *       input. A stride is 1,024 inputs and a cache line; more than 1,000 inputs in it are two blocks. A block of
 *       inputs goes through all panels before the next one does, so that its part of x stays in L2: 512×4096×1024 takes
 *       29 to 36 ms at 512 bits for 36 to 38.
 *   <li>Weights as they are. Four panels are packed together, eight rows of weights at a time: a panel's piece of a row
 *       is half of two cache lines, whose other halves its neighbours need, and rows 4 KB apart share a set of L1.
 *   <li>One row. Nothing is used twice, so it runs at the speed of the weights' loads if four panels at a time are the
 *       eight chains; two or three panels alone wait for their chains.
 *   <li>Narrow layers. A row of one panel loads two vectors of weights and an input per step, and one of the two
 *       crosses a cache line, because a heap array starts 16 bytes past one: that is two cycles, and a multiply-add's
 *       latency of four needs two chains per vector, not more. Two rows together share the weights' loads.
 *   <li>One neuron. Lanes run along the inputs. A step loads a vector of x and one of weights, so an FMA per cycle is
 *       the most, and latency four wants four chains: 32 chains are four vectors of 256 bits. At 512 bits they are two,
 *       but there a load of a heap array crosses a cache line and takes two cycles.
 *   <li>Last columns. The last panel ends where the layer does and overlaps the one before.
 *   <li>dx = dy · weightsᵀ is a layer whose panels are packed transposed, eight rows of weights at a time: an element
 *       takes some 0.4 ns, so up to 64 rows are computed as dxᵀ = weights · dyᵀ, where dy and dx are transposed.
 *   <li>dw = xᵀ · dy sums over the rows, so a tile is an outer product a step: columns of x, which are neighbours, by
 *       two vectors of dy, with one address each. 256 rows a block are few enough for C2's loop, and their dy, 512
 *       columns at a time, stays in L2. Of 12 columns of x a whole vector is copied, which costs less than its part.
 * </ul>
 *
 * <h2>What did not gain</h2>
 *
 * <ul>
 *   <li>Tiles of four rows (eight chains), 5×2, and 3×4; twelve chains for a narrow layer, which spill.
 *   <li>Rows of x interleaved as [inputs×4]: one load and one store per element.
 *   <li>Blocks of 60 rows (slower where weights come from L3), a stride for each block of inputs, blocks of 256, 345
 *       and 400 inputs, whose panels stay in L1.
 *   <li>Packing one panel of unpacked weights after another.
 *   <li>Four chains for an output of a narrow layer: registers then hold one row only, and each row loads all weights
 *       again.
 * </ul>
 */
package io.lanewise.kernel.dense;
