package io.lanewise.bench.run;

import io.lanewise.bench.Median;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The rows of Markdown tables, and figures as a cell shows them. */
final class Markdown {
    private Markdown() {}

    /** Column names, the first to the left and the others, mostly numbers, to the right. */
    static void header(StringBuilder out, List<String> names) {
        row(out, names.toArray(String[]::new));
        row(
                out,
                Stream.concat(Stream.of("---"), names.stream().skip(1).map(n -> "---:"))
                        .toArray(String[]::new));
    }

    static void row(StringBuilder out, String... cells) {
        for (String cell : cells) {
            out.append("| ").append(cell.replace("|", "\\|")).append(' ');
        }
        out.append("|\n");
    }

    /** The median, the least and the most of values that ascend. */
    static String times(List<Double> values) {
        return number(Median.of(values), 4) + " (" + number(values.get(0), 4) + "–"
                + number(values.get(values.size() - 1), 4) + ")";
    }

    static String percent(OptionalDouble share) {
        return share.isEmpty() ? "–" : percent(share.getAsDouble());
    }

    /** The median of ascending shares, then the worst and the best where there are several. */
    static String percent(List<Double> shares) {
        String median = percent(Median.of(shares));
        return shares.size() == 1
                ? median
                : median + " (" + percent(shares.get(0)) + "–" + percent(shares.get(shares.size() - 1)) + ")";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    /** Rounded to so many digits, without an exponent. */
    static String number(double value, int digits) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
        return rounded.setScale(Math.max(0, rounded.scale())).toPlainString();
    }
}
