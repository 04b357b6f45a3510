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
 * <p>Until C2 has compiled a vector kernel its vectors are objects and a call takes milliseconds. So, where the vector
 * backend is not forced, the scalar kernels answer first. Each kind of work has a trial: its vector kernel runs on small
 * inputs until it allocates nothing, and each run's bits are compared with the scalar kernel's. Then the vector kernel
 * answers. One that differs never does, and {@code waiting} says so. {@link Session#warmUp} runs the trials of a
 * session's calls at once, on the thread that calls it, for all sessions of the VM; without it they run in small parts
 * after the answers, for about a quarter of the answers' time.
 *
 * <p>A forced vector backend answers from the first call on. It is compared at the first use, with a few hundred values,
 * and refused where a bit differs.
 *
 * @param name {@code "vector"} or {@code "scalar"}: which one answers, or will
 * @param lanes floats per vector; 1 for scalar
 * @param reason one sentence for people: why this one and not the other
 * @param waiting what the scalar kernels still answer in the vector backend's place, and why; empty where that is
 *     nothing that has been asked for
 */
public record Backend(String name, int lanes, String reason, String waiting) {
    /**
     * {@return the backend in force}
     *
     * @throws IllegalStateException if a system property forces one that cannot run here; the message names the cure.
     *     Every other call of the library then throws the same.
     */
    public static Backend current() {
        Selection s = Kernels.selection();
        return new Backend(s.name(), s.lanes(), s.reason(), Kernels.waiting());
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
