package io.lanewise.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** What one run measured of the roof, thousands of millions a second by the shapes of {@link RoofBenchmark}. */
record Roofs(Map<String, Double> rates) {
    static Roofs of(StoredRun run) {
        Map<String, Double> rates = new HashMap<>();
        run.of(Report.ROOF).forEach(m -> rates.put(m.shape(), Work.of(Report.ROOF, m.shape()).rate(m.median())));
        return new Roofs(rates);
    }

    /**
     * The roof's time ÷ the measured one: of the fork that measured its own, else of the call's operations at the
     * rate of multiply-adds, or of its bytes at the rate of reading from the level that holds them.
     */
    OptionalDouble share(Measurement m) {
        if (!m.roofShares().isEmpty()) {
            return OptionalDouble.of(Measurement.median(m.roofShares()));
        }
        if (rates.isEmpty() || m.operation().equals(Report.ROOF)) {
            return OptionalDouble.empty();
        }
        Work work = Work.of(m.operation(), m.shape());
        String roof = work.isArithmetic() ? Roof.MULTIPLY_ADD : Level.holding(work.amount()).title;
        return rates.containsKey(roof)
                ? OptionalDouble.of(work.rate(m.median()) / rates.get(roof))
                : OptionalDouble.empty();
    }
}
