package io.lanewise.bench;

/**
 * Additions and multiplications that wait for each other and read no memory: what the machine alone does to a call of
 * this length.
 */
final class ArithmeticLoop implements Runnable {
    private final int steps;
    private float sum;

    private ArithmeticLoop(int steps) {
        this.steps = steps;
    }

    /** One of so many steps, at least one. */
    static ArithmeticLoop of(double steps) {
        return new ArithmeticLoop((int) Math.max(1, Math.round(steps)));
    }

    /** One that takes so many times as long. */
    ArithmeticLoop times(double factor) {
        return of(steps * factor);
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
