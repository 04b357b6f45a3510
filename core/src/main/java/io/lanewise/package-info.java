/**
 * A dense neural network's forward pass, loss and training over flat {@code float[]} arrays, with the same bits
 * everywhere.
 *
 * <p>Arrays are row-major. Every method has a second form with an offset after each array; sizes come after
 * the arrays. A call either completes or throws before it writes anything. Nothing locks or starts a thread. A warm
 * call allocates nothing, except working memory if more calls run at once than ever before, and what an executor takes
 * for the tasks of a {@link io.lanewise.ParallelSession}.
 *
 * <p>A row's result depends on that row, the weights and the layer's sizes and on nothing else: not on the backend, the
 * vector width, the compiler, the JDK, the processor, the batch, the offset or the thread. Payloads of NaN are outside
 * this; that a result is NaN is inside it. The thread has the JVM's own floating-point state: native code can leave one
 * that takes subnormals for 0, as {@link io.lanewise.Backend#flushesSubnormals()} tells, and then every output is still
 * written and every index right, but a value under 1.2e-38 can be 0.
 */
package io.lanewise;
