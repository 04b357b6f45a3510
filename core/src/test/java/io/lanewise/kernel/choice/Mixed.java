package io.lanewise.kernel.choice;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** The scalar kernels, but for one. */
final class Mixed {
    private Mixed() {}

    /** The scalar kernels with this one in the place of the one of its kind. */
    static KernelSet with(Object kernel) {
        RecordComponent[] kinds = KernelSet.class.getRecordComponents();
        assert Arrays.stream(kinds)
                        .filter(kind -> kind.getType().isInstance(kernel))
                        .count()
                == 1;
        try {
            Object[] kernels = new Object[kinds.length];
            for (int i = 0; i < kinds.length; i++) {
                boolean replaced = kinds[i].getType().isInstance(kernel);
                kernels[i] = replaced ? kernel : kinds[i].getAccessor().invoke(ScalarKernels.SET);
            }
            Constructor<?> constructor = KernelSet.class.getDeclaredConstructors()[0];
            return (KernelSet) constructor.newInstance(kernels);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
