package io.lanewise.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Writes again what is made of the stored runs, in the folder that it is started in: each run's {@code report.md}, and
 * the tables in README.md and results/README.md. A test fails where one of them is not what the runs say.
 */
public final class Pages {
    /** The folder of a run without a name, which is not kept. */
    private static final String LOCAL = "local";

    private Pages() {}

    public static void main(String[] arguments) throws IOException {
        for (Map.Entry<Path, String> page : of(Path.of("")).entrySet()) {
            Files.writeString(page.getKey(), page.getValue());
        }
    }

    /** Each page's file and text, and each chart's, of a project in this folder. */
    static Map<Path, String> of(Path project) throws IOException {
        Path results = project.resolve("results");
        Map<String, StoredRun> runs = runs(results);
        Map<Path, String> pages = new LinkedHashMap<>();
        ChartDrawer charts = new ChartDrawer();
        runs.forEach((name, run) -> {
            Path folder = results.resolve(name);
            pages.put(folder.resolve("report.md"), Report.of(run));
            ReportCharts.of(run).forEach((file, chart) -> pages.put(folder.resolve(file), charts.svg(chart)));
        });
        for (Path folder : folders(results, StoredRun::isFirstCallsIn)) {
            FirstCallsReport calls = FirstCallsReport.read(folder);
            pages.put(folder.resolve("report.md"), calls.markdown());
            calls.charts().forEach((file, chart) -> pages.put(folder.resolve(file), charts.svg(chart)));
        }
        for (Path folder : folders(results, StoredRun::isTailIn)) {
            pages.put(folder.resolve("report.md"), TailReport.of(folder));
        }
        for (Path folder : folders(results, StoredRun::isSparkIn)) {
            pages.put(folder.resolve("report.md"), SparkReport.read(folder).markdown());
        }
        for (Path page : List.of(project.resolve("README.md"), results.resolve("README.md"))) {
            pages.put(page, PageTables.renewed(Files.readString(page), runs));
        }
        Overview overview = PageTables.overview(pages.get(results.resolve("README.md")), runs);
        pages.put(results.resolve("overview.svg"), charts.svg(overview.chart()));
        return pages;
    }

    /** By name. */
    static Map<String, StoredRun> runs(Path results) throws IOException {
        Map<String, StoredRun> runs = new LinkedHashMap<>();
        for (Path folder : folders(results, StoredRun::isIn)) {
            StoredRun run = StoredRun.read(folder);
            runs.put(run.name(), run);
        }
        return runs;
    }

    private static List<Path> folders(Path results, Predicate<Path> which) throws IOException {
        try (Stream<Path> folders = Files.list(results)) {
            return folders.filter(folder -> !folder.endsWith(LOCAL))
                    .filter(which)
                    .sorted()
                    .toList();
        }
    }
}
