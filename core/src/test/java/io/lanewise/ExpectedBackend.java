package io.lanewise;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails every test class that runs on another backend than the one that {@code -Dlanewise.expected} names. JUnit finds
 * it through META-INF/services, so no class can forget it.
 *
 * <p>Tests are skipped only on a machine without vectors of the expected width: a run that fell back to scalar silently
 * would pass every test and prove nothing.
 */
public final class ExpectedBackend implements ExecutionCondition, BeforeAllCallback {
    static final String PROPERTY = "lanewise.expected";

    private static final Set<String> CHECKED = ConcurrentHashMap.newKeySet();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String expected = System.getProperty(PROPERTY);
        int machine = machineBits();
        return bits(expected) > machine && machine > 0
                ? disabled(expected + " is wider than this machine's " + machine + " bits")
                : enabled("the machine has " + expected);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        require(System.getProperty(PROPERTY), Backend.current());
        CHECKED.add(context.getRequiredTestClass().getName());
    }

    /** Whether the backend was checked before this class ran. */
    static boolean hasChecked(Class<?> testClass) {
        return CHECKED.contains(testClass.getName());
    }

    static void require(String expected, Backend backend) {
        String actual = backend.lanes() == 1 ? backend.name() : backend.name() + "-" + Float.SIZE * backend.lanes();
        if (!actual.equals(expected)) {
            throw new AssertionError(
                    "-D" + PROPERTY + "=" + expected + ", but " + actual + " runs: " + backend.reason());
        }
    }

    /** The width in a name such as {@code vector-256}; 0 if it has none. */
    static int bits(String expected) {
        return expected != null && expected.startsWith("vector-")
                ? Integer.parseInt(expected.substring("vector-".length()))
                : 0;
    }

    /** Not from Backend.current(), which throws if a forced width is too wide. 0 without the module. */
    private static int machineBits() {
        try {
            return (int) Class.forName("io.lanewise.kernel.VectorWidth")
                    .getMethod("preferredBits")
                    .invoke(null);
        } catch (ReflectiveOperationException | LinkageError e) {
            return 0;
        }
    }
}
