package io.lanewise.kernel.choice;

import io.lanewise.kernel.VirtualMachine;

/** The machine that this VM runs on. */
final class ThisMachine implements Selection.Machine {
    @Override
    public boolean hasModule() {
        return ModuleLayer.boot()
                .findModule(Selection.MODULE)
                .filter(ThisMachine.class.getModule()::canRead)
                .isPresent();
    }

    @Override
    public boolean hasHardwareFma() {
        return VirtualMachine.usesHardwareFma();
    }

    @Override
    public String lacksVectorCompiler() {
        return VirtualMachine.lacksVectorCompiler();
    }

    @Override
    public int preferredBits() {
        return (int) call("io.lanewise.kernel.VectorWidth", "preferredBits");
    }

    @Override
    public String vectorDifference() {
        try {
            return SelfCheck.difference(ScalarKernels.create(), vectorKernels());
        } catch (LinkageError e) {
            return "the vector kernels do not load: " + e;
        }
    }

    /** New vector kernels. */
    static KernelSet vectorKernels() {
        return (KernelSet) call("io.lanewise.kernel.choice.VectorKernels", "create");
    }

    /** What a static method returns, by name: without the module its class could not even be linked. */
    private static Object call(String className, String method) {
        try {
            return Class.forName(className).getMethod(method).invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(className + " does not load", e);
        }
    }
}
