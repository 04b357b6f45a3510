package io.lanewise.bench;

import java.util.List;

/** The middle of sorted values, or the mean of the middle two. */
public final class Median {
    private Median() {}

    /** Of ascending values, at least one. */
    public static double of(List<Double> values) {
        int n = values.size();
        return (values.get((n - 1) / 2) + values.get(n / 2)) / 2;
    }
}
