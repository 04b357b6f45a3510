/**
 * Which backend runs. {@link io.lanewise.kernel.choice.Kernels} decides once and keeps the kernels; {@link
 * io.lanewise.kernel.choice.Selection} is the decision and its reason, from what {@code ThisMachine} and {@link
 * io.lanewise.kernel.VirtualMachine} say of the JVM: the methods named {@code lacks…} have the sentences;
 * {@code SelfCheck} compares forced vector kernels with the scalar ones before they answer anybody.
 *
 * <p>Vector kernels that are not forced wait until C2 has compiled them: {@code DeferredDense} and {@code DeferredRows}
 * answer by the scalar kernels until a {@code Trial} of the kind of work has ended; {@code Trials} has the kinds, {@code
 * TrialRun} what each runs, and {@link io.lanewise.kernel.choice.Warming} the threads that wait for nothing else. After
 * its trial a kind of work costs the test of a plain field.
 *
 * <p>A refused choice is thrown at every use, by name and with the cure. Nothing here warns: users read a library's
 * warning as a bug in their own product.
 */
package io.lanewise.kernel.choice;
