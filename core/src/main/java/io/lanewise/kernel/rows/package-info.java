/**
 * What works along the rows of a matrix: softmax, cross-entropy, ReLU, argmax and top-k, with the exponential, the
 * logarithm and the sums that they need. The page of {@code io.lanewise.kernel} has the conventions.
 *
 * <h2>What bounds a softmax</h2>
 *
 * An exponential is 22 operations on a vector, most of them one after the other: by the latencies some 53 cycles from
 * the logit to the result. The processor keeps 256 instructions in flight, which are some seven of these loops, so it
 * comes to one exponential in eight cycles at best, of which its four units for arithmetic would take six. What
 * shortens the chain or leaves out an operation is what gains: factors of 2^64 in place of a second scaling, a mask at
 * the end, the polynomial in two halves, one multiply-add that adds 1 and scales. The maximum, the sum with what it
 * loses, and the scaling are seven operations more, in passes of their own over what is in L1.
 *
 * <h2>What did not gain</h2>
 *
 * <ul>
 *   <li>The exponential as two loops with high, low and the exponent between them in memory.
 *   <li>One loop that ends a vector while it begins the next.
 *   <li>The maxima and the last sums of several rows one after the other, so that their chains overlap.
 *   <li>An argmax that keeps columns in lanes beside the maxima, or that searches for the next larger value again and
 *       again.
 * </ul>
 */
package io.lanewise.kernel.rows;
