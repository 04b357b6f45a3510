/**
 * What works along the rows of a matrix: softmax, cross-entropy, ReLU, argmax and top-k, with the exponential, the
 * logarithm and the sums that they need. The page of {@code io.lanewise.kernel} has the conventions.
 *
 * <h2>What bounds a softmax</h2>
 *
 * An exponential is 22 operations on a vector, most of them one after the other: the latencies add up to some 53 cycles
 * from the logit to the result. The processor keeps 256 instructions in flight, some seven steps of this loop, so 53 /
 * 7 = 8 cycles per exponential at best; its four arithmetic units alone would take 22 / 4 = 6. So what gains is a
 * shorter chain or one operation less: a factor of 2^64 in place of a second scaling, a mask at the end, the polynomial
 * in two halves, one multiply-add that adds 1 and scales. The maximum, the sum with what it loses, and the scaling are
 * seven operations more, in separate passes over what is in L1. {@code SoftmaxBenchmark} times them all.
 *
 * <h2>What did not gain</h2>
 *
 * <ul>
 *   <li>The exponential as two loops with high, low and the exponent between them in memory.
 *   <li>One loop that ends a vector while it begins the next.
 *   <li>The exponential and its sum in one loop; the exponential's constants as vectors in memory, each at its own
 *       address.
 *   <li>Three operations more in the exponential, for an error of 0.69 ULP in place of 0.885: softmax is slower by
 *       about their share, 3 of 22.
 *   <li>Short rows copied straight from x to their columns, element by element.
 *   <li>The maxima and the last sums of several rows one after the other, so that their chains overlap.
 *   <li>An argmax that keeps columns in lanes beside the maxima, or that searches for the next larger value until there
 *       is none, which is slow if rows ascend.
 *   <li>A top-k list that is always in order: it is a little faster for k = 5, but a newcomer moves up to k others
 *       where the heap moves log2 k.
 * </ul>
 */
package io.lanewise.kernel.rows;
