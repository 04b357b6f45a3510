package io.lanewise.kernel;

/** The machine that this VM runs on. */
final class ThisMachine implements Selection.Machine {
    @Override
    public boolean hasModule() {
        return ModuleLayer.boot()
                .findModule(Selection.MODULE)
                .filter(Kernels.class.getModule()::canRead)
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
        try {
            return (int) Class.forName("io.lanewise.kernel.VectorWidth")
                    .getMethod("preferredBits")
                    .invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("VectorWidth does not load", e);
        }
    }

    @Override
    public String vectorDifference() {
        try {
            return SelfCheck.difference(Kernels.vector());
        } catch (LinkageError e) {
            return "the vector kernels do not load: " + e;
        }
    }
}
