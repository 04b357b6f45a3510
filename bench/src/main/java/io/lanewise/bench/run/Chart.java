package io.lanewise.bench.run;

import io.lanewise.bench.PeerNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A chart as Apache ECharts takes it, its {@code option}.
 *
 * @param option maps, lists, strings and numbers
 */
record Chart(Map<String, Object> option, int width, int height) {
    /** Reads well on white and on black: at least 3.9 to 1 on both. */
    private static final String TEXT = "#808080";

    private static final String GRID = "#80808040";

    /** Apart in hue and lightness, and from white and black, most of them Okabe's and Ito's. */
    private static final List<String> COLOURS = List.of(
            "#d55e00", "#e69f00", "#a08000", "#808080", "#009e73", "#56b4e9", "#0072b2", "#cc79a7", "#9c755f",
            "#59a14f", "#b07aa1");

    private static final List<String> SYMBOLS =
            List.of("circle", "rect", "triangle", "diamond", "emptyCircle", "emptyRect", "emptyTriangle");

    /**
     * Dots on a logarithmic axis, by whom; each is a value and the index of its line.
     *
     * @param lines from the top
     */
    static Chart dots(String axis, List<String> lines, Map<String, List<double[]>> dots) {
        Map<String, Object> y = axis("category", "");
        y.put("data", lines);
        y.put("inverse", true);
        return of(axis("log", axis), y, series(dots, "scatter"), 110 + 55 * lines.size());
    }

    /** Lines through points, ascending in x. */
    static Chart lines(String xAxis, String xType, String yAxis, String yType, Map<String, List<double[]>> lines) {
        return lines(axis(xType, xAxis), yAxis, yType, lines);
    }

    /** Lines over names on the x axis, a value on a logarithmic axis for each. */
    static Chart steps(String xAxis, List<String> names, String yAxis, Map<String, List<Double>> lines) {
        Map<String, Object> x = axis("category", xAxis);
        x.put("data", names);
        return lines(x, yAxis, "log", lines);
    }

    private static Chart lines(
            Map<String, Object> x, String yAxis, String yType, Map<String, ? extends List<?>> lines) {
        Map<String, Object> y = axis(yType, yAxis);
        y.put("nameLocation", "end");
        y.put("nameGap", 12);
        return of(x, y, series(lines, "line"), 420);
    }

    private static Chart of(Map<String, Object> x, Map<String, Object> y, List<Object> series, int height) {
        Map<String, Object> option = new LinkedHashMap<>();
        option.put("animation", false);
        option.put("color", COLOURS);
        option.put("legend", Map.of("top", 0, "textStyle", Map.of("color", TEXT)));
        option.put("grid", Map.of("containLabel", true, "top", 70, "bottom", 40, "left", 40, "right", 60));
        option.put("xAxis", x);
        option.put("yAxis", y);
        option.put("series", series);
        return new Chart(option, 860, height);
    }

    private static Map<String, Object> axis(String type, String name) {
        Map<String, Object> axis = new LinkedHashMap<>();
        axis.put("type", type);
        axis.put("name", name);
        axis.put("nameLocation", "middle");
        axis.put("nameGap", 30);
        axis.put("nameTextStyle", Map.of("color", TEXT));
        axis.put("axisLabel", Map.of("color", TEXT));
        axis.put("axisLine", Map.of("lineStyle", Map.of("color", TEXT)));
        axis.put("splitLine", Map.of("show", true, "lineStyle", Map.of("color", GRID)));
        return axis;
    }

    /** Lanewise has larger symbols than others, and they are drawn on top. */
    private static List<Object> series(Map<String, ? extends List<?>> values, String type) {
        List<Object> series = new ArrayList<>();
        values.forEach((name, points) -> {
            int i = series.size();
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", name);
            one.put("type", type);
            one.put("symbol", SYMBOLS.get(i % SYMBOLS.size()));
            boolean ours = name.equals(PeerTitles.title(PeerNames.OURS));
            one.put("z", ours ? 3 : 2);
            one.put("symbolSize", ours ? 14 : 9);
            one.put("data", points);
            series.add(one);
        });
        return series;
    }
}
