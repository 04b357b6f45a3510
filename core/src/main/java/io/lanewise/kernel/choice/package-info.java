/**
 * Which backend runs. {@link io.lanewise.kernel.choice.Kernels} decides once and keeps the kernels; {@link
 * io.lanewise.kernel.choice.Selection} is the decision and its reason, from what {@code ThisMachine} and {@link
 * io.lanewise.kernel.VirtualMachine} say of the JVM: the methods named {@code lacks…} have the sentences;
 * {@code SelfCheck} compares the vector kernels with the scalar ones before they answer anybody.
 *
 * <p>A refused choice is thrown at every use, by name and with the cure. Nothing here warns: users read a library's
 * warning as a bug in their own product.
 */
package io.lanewise.kernel.choice;
