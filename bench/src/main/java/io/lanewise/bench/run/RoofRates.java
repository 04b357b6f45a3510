package io.lanewise.bench.run;

import io.lanewise.bench.Median;
import io.lanewise.bench.MemoryLevel;
import io.lanewise.bench.RoofMeasurement;
import io.lanewise.bench.Work;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** What one run measured of the roof, 10⁹ per second by the shapes of {@code RoofBenchmark}. */
record RoofRates(Map<String, Double> rates) {
    static RoofRates of(StoredRun run) {
        Map<String, Double> rates = new HashMap<>();
        run.of(Work.ROOF)
                .forEach(m -> rates.put(m.shape(), Work.of(Work.ROOF, m.shape()).rate(m.median())));
        return new RoofRates(rates);
    }

    /**
     * The roof's time ÷ the measured one: of the fork that measured its own, else of the call's operations at the
     * rate of multiply-adds, or of its bytes at the rate of reading from the level that holds them.
     */
    OptionalDouble share(WorkloadTimes m) {
        if (!m.roofShares().isEmpty()) {
            return OptionalDouble.of(Median.of(m.roofShares()));
        }
        if (rates.isEmpty() || m.operation().equals(Work.ROOF)) {
            return OptionalDouble.empty();
        }
        Work work = Work.of(m.operation(), m.shape());
        String roof = work.isArithmetic() ? RoofMeasurement.MULTIPLY_ADD : MemoryLevel.holding(work.amount()).title;
        return rates.containsKey(roof)
                ? OptionalDouble.of(work.rate(m.median()) / rates.get(roof))
                : OptionalDouble.empty();
    }
}
