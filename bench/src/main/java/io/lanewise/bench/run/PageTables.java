package io.lanewise.bench.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The parts of a page that are made from stored runs. Each stands between two comments of Markdown, the first of which
 * says what it is:
 *
 * <pre>{@code
 * <!-- overview RUN … -->           the workloads of Overview, in runs of peers
 * <!-- why RUN … -->                those that frameworks were timed at, beside these alone
 * <!-- peers OPERATION RUN … -->    an operation that peers have too
 * <!-- ending RUN OPERATION -->     the end of a run's report from this operation on, as the run prints it
 * <!-- end -->
 * }</pre>
 */
final class PageTables {
    private static final Pattern PART =
            Pattern.compile("<!-- (overview|why|peers|ending) ([^>]*) -->\n.*?<!-- end -->", Pattern.DOTALL);

    private PageTables() {}

    /** The page with each part made anew; runs by name. */
    static String renewed(String page, Map<String, StoredRun> runs) {
        return PART.matcher(page).replaceAll(part -> Matcher.quoteReplacement(renewed(part, runs)));
    }

    /** What the page's chart shows. */
    static Overview overview(String page, Map<String, StoredRun> runs) {
        Matcher part = PART.matcher(page);
        while (part.find()) {
            if (part.group(1).equals("overview")) {
                return overview(List.of(part.group(2).split(" ")), runs);
            }
        }
        throw new IllegalArgumentException("the page has no overview");
    }

    private static Overview overview(List<String> names, Map<String, StoredRun> runs) {
        return Overview.of(names.stream().map(name -> run(name, runs)).toList());
    }

    private static String renewed(MatchResult part, Map<String, StoredRun> runs) {
        String kind = part.group(1);
        List<String> words = List.of(part.group(2).split(" "));
        String made = switch (kind) {
            case "overview" -> overview(words, runs).table();
            case "why" -> overview(words, runs).frameworks();
            case "peers" -> peers(ratios(words, runs));
            default -> ending(run(words.get(0), runs), words.get(1));
        };
        return "<!-- " + kind + " " + part.group(2) + " -->\n" + made + "<!-- end -->";
    }

    private static StoredRun run(String name, Map<String, StoredRun> runs) {
        StoredRun run = runs.get(name);
        if (run == null) {
            throw new IllegalArgumentException("a page names the run " + name + ", not one of " + runs.keySet());
        }
        return run;
    }

    /** By shape, of an operation and the names of runs. */
    private static Map<String, PeerRatios> ratios(List<String> words, Map<String, StoredRun> runs) {
        List<StoredRun> named =
                words.stream().skip(1).map(name -> run(name, runs)).toList();
        return PeerRatios.of(named, words.get(0));
    }

    /** Our medians of each shape, and how many times as long others take, whoever was timed. */
    private static String peers(Map<String, PeerRatios> shapes) {
        List<String> columns = PeerTitles.timed(
                shapes.values().stream().map(PeerRatios::others).toList());
        StringBuilder out = new StringBuilder();
        Markdown.header(
                out,
                Stream.of(
                                Stream.of("shape", "Lanewise, µs"),
                                columns.stream().map(PeerTitles::title),
                                Stream.of("fastest of the others"))
                        .flatMap(s -> s)
                        .toList());
        shapes.forEach((shape, ratios) -> {
            List<String> cells = new ArrayList<>(
                    List.of(shown(shape), Markdown.number(ratios.ours().median(), 3)));
            columns.forEach(c -> cells.add(ratios.cell(c)));
            cells.add(ratios.leastCell());
            Markdown.row(out, cells.toArray(String[]::new));
        });
        return out.toString();
    }

    /** The shapes, as the page shows them, at which a peer is faster than ours in its tables of peers. */
    static Set<String> losses(String page, Map<String, StoredRun> runs) {
        Set<String> losses = new TreeSet<>();
        for (Matcher part = PART.matcher(page); part.find(); ) {
            List<String> words = List.of(part.group(2).split(" "));
            if (part.group(1).equals("peers")) {
                ratios(words, runs).forEach((shape, ratios) -> {
                    if (ratios.least().orElse(1) < 1) {
                        losses.add(shown(shape));
                    }
                });
            }
        }
        return losses;
    }

    private static String shown(String shape) {
        return shape.replace('x', '×');
    }

    private static String ending(StoredRun run, String operation) {
        String report = Report.of(run);
        int start = report.indexOf("## " + operation + "\n");
        if (start < 0) {
            throw new IllegalArgumentException("the run " + run.name() + " has no " + operation);
        }
        return "```\n" + report.substring(start) + "\n" + Report.written("results/local", run) + "\n```\n";
    }
}
