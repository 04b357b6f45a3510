package io.lanewise.kernel.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The decision as a table: what is asked for, what the machine has, what comes of it. */
class SelectionTest {
    private static final String FLAG = "--add-modules jdk.incubator.vector";

    /** A machine that has everything, or all but one. */
    private record Fake(
            String lacksModule,
            String hidesVectorApi,
            boolean hasHardwareFma,
            String lacksVectorCompiler,
            int preferredBits,
            String vectorDifference)
            implements Selection.Machine {}

    private static final Fake GOOD = machine(256);
    private static final Fake NO_MODULE = new Fake("there is no module: " + FLAG, null, true, null, 256, null);
    private static final Fake NO_FMA = new Fake(null, null, false, null, 256, null);
    private static final Fake WRONG = new Fake(null, null, true, null, 256, "relu is wrong");
    private static final Fake HIDDEN = new Fake(null, "the loader hides it", true, null, 256, null);
    private static final Fake NO_C2 = new Fake(null, null, true, "there is no C2", 256, null);

    @ParameterizedTest
    @CsvSource({"128, 4", "256, 8", "512, 16", "1024, 16", "2048, 16"})
    void autoTakesThePreferredWidthUpToTheWidestThatTheKernelsHave(int preferred, int lanes) {
        assertVector(lanes, Selection.decide("auto", null, machine(preferred)), "jdk.incubator.vector");
        assertVector(lanes, Selection.decide("vector", null, machine(preferred)), "-Dlanewise.backend=vector");
    }

    @Test
    void autoIsScalarWhereVectorsWouldBeSlow() {
        assertScalar(Selection.decide("auto", null, NO_MODULE), FLAG);
        assertScalar(Selection.decide("auto", null, NO_FMA), "UseFMA");
        assertScalar(Selection.decide("auto", null, NO_C2), "there is no C2");
        assertScalar(Selection.decide("auto", null, machine(64)), "64 bits");
    }

    @Test
    void autoLeavesItToTheTrialsWhetherVectorsAreRight() {
        assertVector(8, Selection.decide("auto", null, WRONG), "jdk.incubator.vector");
    }

    @Test
    void onlyAForcedChoiceRunsVectorsFromTheFirstCallOn() {
        assertFalse(Selection.decide("auto", null, GOOD).isForced());
        assertTrue(Selection.decide("vector", null, GOOD).isForced());
        assertTrue(Selection.decide("auto", "128", GOOD).isForced());
    }

    @Test
    void scalarIsScalarAnywhere() {
        for (Fake machine : new Fake[] {GOOD, NO_MODULE, NO_FMA, NO_C2, machine(64), WRONG}) {
            assertScalar(Selection.decide("scalar", null, machine), "-Dlanewise.backend=scalar");
        }
    }

    @Test
    void forcedVectorsRunWhereTheyWouldBeSlow() {
        assertVector(8, Selection.decide("vector", null, NO_FMA), "-Dlanewise.backend=vector");
        assertVector(8, Selection.decide("vector", null, NO_C2), "-Dlanewise.backend=vector");
        assertVector(4, Selection.decide("auto", "128", NO_C2), "-Dlanewise.vector.bits");
    }

    @Test
    void forcedVectorsAreRefusedWhereTheyCannotRun() {
        assertRefused(Selection.decide("vector", null, NO_MODULE), FLAG);
        assertRefused(Selection.decide("auto", "256", NO_MODULE), FLAG);
        assertRefused(Selection.decide("vector", "256", NO_MODULE), FLAG);
        assertRefused(Selection.decide("vector", null, machine(64)), "64 bits");
    }

    @Test
    void aLibraryThatCannotSeeTheVectorApiRunsScalar() {
        assertScalar(Selection.decide("auto", null, HIDDEN), "the loader hides it");
        assertRefused(Selection.decide("vector", null, HIDDEN), "the loader hides it");
    }

    /** Bits come before what is asked for. */
    @Test
    void forcedVectorsAreRefusedWhereTheyWouldBeWrong() {
        assertRefused(Selection.decide("vector", null, WRONG), "relu is wrong");
        assertRefused(Selection.decide("auto", "128", WRONG), "relu is wrong");
        String cure = "without -Dlanewise.backend and -Dlanewise.vector.bits";
        assertRefused(Selection.decide("vector", "256", WRONG), cure);
    }

    @ParameterizedTest
    @CsvSource({"auto, 128, 4", "auto, 256, 8", "auto, 512, 16", "vector, 128, 4", "vector, 256, 8", "vector, 512, 16"})
    void aForcedWidthRunsWhereItFits(String backend, String bits, int lanes) {
        assertVector(lanes, Selection.decide(backend, bits, machine(512)), "-Dlanewise.vector.bits");
    }

    @ParameterizedTest
    @CsvSource({"512, 256", "512, 128", "256, 128", "128, 64"})
    void aWiderVectorThanTheMachinesIsRefused(String bits, int preferred) {
        Selection refused = Selection.decide("auto", bits, machine(preferred));
        assertRefused(refused, "-Dlanewise.vector.bits=" + bits);
        assertRefused(refused, preferred + " bits");
        assertRefused(refused, "lower it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Vector", "simd", "nonsense", " auto"})
    void anUnknownBackendIsRefused(String backend) {
        assertRefused(Selection.decide(backend, null, GOOD), "-Dlanewise.backend=" + backend);
        assertRefused(Selection.decide(backend, null, GOOD), "auto, vector and scalar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "64", "-128", "1024", "0x100", "256 ", "wide"})
    void anUnknownWidthIsRefused(String bits) {
        assertRefused(Selection.decide("auto", bits, GOOD), "-Dlanewise.vector.bits=" + bits);
        assertRefused(Selection.decide("auto", bits, GOOD), "128, 256 and 512");
    }

    @Test
    void scalarWithAWidthContradictsItself() {
        Selection refused = Selection.decide("scalar", "256", GOOD);
        assertRefused(refused, "-Dlanewise.backend=scalar");
        assertRefused(refused, "-Dlanewise.vector.bits=256");
        assertRefused(refused, "leave one out");
    }

    /** Where the module is not there, the classes that know could not be linked. */
    @Test
    void vectorsAreAskedOnlyWithTheModule() {
        Selection.Machine machine = new Selection.Machine() {
            @Override
            public String lacksModule() {
                return "there is no module: " + FLAG;
            }

            @Override
            public boolean hasHardwareFma() {
                return true;
            }

            @Override
            public String hidesVectorApi() {
                throw new AssertionError("asked");
            }

            @Override
            public String lacksVectorCompiler() {
                return null;
            }

            @Override
            public int preferredBits() {
                throw new AssertionError("asked");
            }

            @Override
            public String vectorDifference() {
                throw new AssertionError("asked");
            }
        };
        assertScalar(Selection.decide("auto", null, machine), FLAG);
        assertScalar(Selection.decide("scalar", null, machine), "scalar");
        assertRefused(Selection.decide("vector", "256", machine), FLAG);
    }

    /** Flags tell whether vectors would be slow: a class of the Vector API could fail to initialise. */
    @Test
    void theCompilerIsAskedBeforeTheVectorApi() {
        for (Fake slow : new Fake[] {NO_C2, NO_FMA}) {
            Selection.Machine machine = failing(slow, new AssertionError("asked"));
            assertEquals("scalar", Selection.decide("auto", null, machine).name());
        }
    }

    @Test
    void aVectorApiThatFailsIsNotUsed() {
        for (Throwable failure : new Throwable[] {
            new NoClassDefFoundError("FloatVector"),
            new ExceptionInInitializerError("FloatVector"),
            new UnsupportedOperationException("no vectors"),
            new InternalError("wrong type")
        }) {
            Selection.Machine machine = failing(GOOD, failure);
            assertScalar(Selection.decide("auto", null, machine), failure.toString());
            assertRefused(Selection.decide("vector", null, machine), failure.toString());
        }
    }

    /** It says nothing of the vectors: the next use asks again. */
    @Test
    void anErrorOfTheVirtualMachineIsThrownOn() {
        for (Error error : new Error[] {new StackOverflowError(), new OutOfMemoryError()}) {
            Selection.Machine machine = failing(GOOD, error);
            assertThrows(error.getClass(), () -> Selection.decide("auto", null, machine));
        }
    }

    /** The machine, with a Vector API that throws this. */
    private static Selection.Machine failing(Fake machine, Throwable failure) {
        return new Selection.Machine() {
            @Override
            public String lacksModule() {
                return machine.lacksModule();
            }

            @Override
            public boolean hasHardwareFma() {
                return machine.hasHardwareFma();
            }

            @Override
            public String hidesVectorApi() {
                return machine.hidesVectorApi();
            }

            @Override
            public String lacksVectorCompiler() {
                return machine.lacksVectorCompiler();
            }

            @Override
            public int preferredBits() {
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) failure;
            }

            @Override
            public String vectorDifference() {
                throw new AssertionError("asked");
            }
        };
    }

    private static Fake machine(int preferredBits) {
        return new Fake(null, null, true, null, preferredBits, null);
    }

    private static void assertScalar(Selection selection, String reason) {
        assertEquals("scalar", selection.name());
        assertEquals(1, selection.lanes());
        assertNull(selection.refusal());
        assertTrue(selection.reason().contains(reason), selection.reason());
    }

    private static void assertVector(int lanes, Selection selection, String reason) {
        assertEquals("vector", selection.name(), selection.reason());
        assertEquals(lanes, selection.lanes());
        assertNull(selection.refusal());
        assertTrue(selection.reason().contains(reason), selection.reason());
    }

    private static void assertRefused(Selection selection, String cure) {
        assertTrue(selection.refusal() != null && selection.refusal().contains(cure), selection.toString());
        assertEquals(selection.refusal(), selection.reason());
        assertEquals(0, selection.lanes());
    }
}
