package io.lanewise.kernel.choice;

import io.lanewise.kernel.VirtualMachine;
import java.lang.module.ModuleFinder;
import java.lang.reflect.InvocationTargetException;

/** The machine that this VM runs on. */
final class ThisMachine implements Selection.Machine {
    private static final String MODULE = "jdk.incubator.vector";

    @Override
    public String lacksModule() {
        if (ModuleLayer.boot().findModule(MODULE).isPresent()) {
            return null;
        }
        return ModuleFinder.ofSystem().find(MODULE).isPresent()
                ? "the module " + MODULE + " is not there: start the JVM with --add-modules " + MODULE
                : "this runtime image has no module " + MODULE + ": make one that has, by jlink --add-modules " + MODULE
                        + ",…";
    }

    @Override
    public String hidesVectorApi() {
        Module module = ModuleLayer.boot().findModule(MODULE).orElseThrow();
        if (!ThisMachine.class.getModule().canRead(module)) {
            return "the module of Lanewise does not read " + MODULE + ", which the JVM has";
        }
        try {
            Class.forName(MODULE + ".FloatVector", false, ThisMachine.class.getClassLoader());
            return null;
        } catch (ClassNotFoundException e) {
            return "the class loader of Lanewise does not show " + MODULE + ", which the JVM has: let its parent show"
                    + " that package, as by boot delegation in OSGi";
        }
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
        return SelfCheck.difference(ScalarKernels.SET, vectorKernels());
    }

    /** New vector kernels. */
    static KernelSet vectorKernels() {
        return (KernelSet) call("io.lanewise.kernel.choice.VectorKernels", "create");
    }

    /** What a static method returns, by name: without the module its class could not even be linked. */
    private static Object call(String className, String method) {
        try {
            return Class.forName(className).getMethod(method).invoke(null);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new LinkageError(className + " does not load", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(className + " does not load", e);
        }
    }
}
