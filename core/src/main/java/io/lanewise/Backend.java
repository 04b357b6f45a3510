package io.lanewise;

import io.lanewise.kernel.VirtualMachine;
import io.lanewise.kernel.choice.Kernels;
import io.lanewise.kernel.choice.Selection;

/**
 * Which of the two backends computes in this VM, and why. Both give the same bits.
 *
 * <p>The choice is made once. {@code -Dlanewise.backend=auto|vector|scalar} and {@code
 * -Dlanewise.vector.bits=128|256|512} force it.
 *
 * <p>Before the vector backend is used, its results for a few hundred values are compared with the scalar one's. If a
 * bit differs or a kernel throws, the scalar backend runs, and the reason says so; a forced vector backend is refused.
 * In a new JVM that first use takes a tenth to a fifth of a second, with the scalar backend some 40 ms.
 *
 * @param name {@code "vector"} or {@code "scalar"}
 * @param lanes floats per vector; 1 for scalar
 * @param reason one sentence for people: why this one and not the other
 */
public record Backend(String name, int lanes, String reason) {
    /**
     * {@return the backend in force}
     *
     * @throws IllegalStateException if a system property forces one that cannot run here; the message names the cure.
     *     Every other call of the library then throws the same.
     */
    public static Backend current() {
        Selection s = Kernels.selection();
        return new Backend(s.name(), s.lanes(), s.reason());
    }

    /**
     * Whether this thread takes subnormal floats for 0. A native library that was linked with {@code -ffast-math}, or
     * JNI code, can leave the processor in that state; then the promise about bits does not hold in this thread for
     * values under 1.2e-38, whatever computes. {@code -XX:+RestoreMXCSROnJNICalls} keeps the JVM from it.
     *
     * @return true where subnormal floats are 0
     */
    public static boolean flushesSubnormals() {
        return VirtualMachine.flushesSubnormals();
    }
}
