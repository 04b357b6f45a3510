/**
 * What works along the rows of a matrix: softmax, cross-entropy, activations, argmax and top-k, with the exponential,
 * the logarithm and the sums that they need. The page of {@code io.lanewise.kernel} has the conventions.
 *
 * <h2>What bounds a softmax</h2>
 *
 * An exponential is 14 operations on a vector, most of them one after the other, and its term's addition is one more. A
 * row alone is one chain: maximum, reduction, exponentials, sum, join, division, products. So up to sixteen rows go
 * through these together, one pass after the other, as many as stay near in L1 and L2: in a pass no row waits for
 * another. At 512 bits logits are read a block ahead, by the search for the next rows' maxima, while this block's
 * exponentials wait for the multipliers, which nine of an exponential's operations need. A loss has sixteen rows a call,
 * so it does that past 256 columns. The reductions are short: the vector of maxima becomes integers in the floats'
 * order, whose maximum is one instruction per level, and sixteen partial sums are joined by a tree. {@code
 * SoftmaxBenchmark} times it.
 *
 * <p>Accuracy is what a float32 library has, with a bound. The exact difference to the maximum is seven operations, and
 * a sum with what each addition loses is three, of 25 in all.
 *
 * <h2>What an activation costs</h2>
 *
 * A float's exponential has no difference in front of it that is rounded, so its errors are worth taking back: a
 * product or a sum with what its rounding loses is two operations, a quotient with that is four. So σ is 30 operations
 * and a division, for 1.2 ULP; without, it is 20, and SiLU passes the 2 ULP that it may have.
 *
 * <h2>What did not gain</h2>
 *
 * <ul>
 *   <li>The exponential as two loops, with what is between them in memory; one loop that ends a vector while it begins
 *       the next; two, four or eight vectors side by side; the polynomial as a tree (Estrin's); the exponential's
 *       constants as vectors in memory, each at its own address.
 *   <li>The search for the next rows' maxima beside the products with the inverse sums: both wait for memory.
 *   <li>Short rows copied straight from x to their columns, element by element.
 *   <li>An argmax that keeps columns in lanes beside the maxima, or that searches for the next larger value until there
 *       is none, which is slow if rows ascend.
 *   <li>GELU's tail as a polynomial in |x|, which has no division: its error falls by four from degree to degree, by
 *       ten in 1 / (|x| + 2). GELU by one formula on both sides of {@code Gelu.SMALL}, which passes 2 ULP.
 *   <li>A top-k list that is always in order: it is a little faster for k = 5, but a newcomer moves up to k others
 *       where the heap moves log2 k.
 * </ul>
 */
package io.lanewise.kernel.rows;
