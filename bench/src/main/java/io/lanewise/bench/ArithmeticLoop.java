package io.lanewise.bench;

/**
 * Additions and multiplications that wait for each other and read no memory: what the machine alone does to a call of
 * this length.
 */
final class ArithmeticLoop implements Runnable {
    private static final long CALIBRATION_NANOS = 300_000_000;

    private final int steps;
    private float sum;

    private ArithmeticLoop(int steps) {
        this.steps = steps;
    }

    /** One that takes about as long as a compiled call. */
    static ArithmeticLoop asLongAs(Runnable call) {
        int many = 1_000;
        ArithmeticLoop sample = new ArithmeticLoop(many);
        nanos(sample);
        return new ArithmeticLoop((int) Math.max(1, Math.round(nanos(call) / nanos(sample) * many)));
    }

    private static double nanos(Runnable call) {
        return RoofMeasurement.nanosPerCall(call, CALIBRATION_NANOS);
    }

    @Override
    public void run() {
        float s = sum;
        for (int i = 0; i < steps; i++) {
            s = s * 0.75f + 1;
        }
        sum = s;
    }
}
