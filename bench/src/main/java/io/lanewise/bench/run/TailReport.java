package io.lanewise.bench.run;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report of {@link Tail}, of what a folder below results/ stores. */
final class TailReport {
    private static final String OURS = TailPart.KINDS.get(0);
    private static final String ARITHMETIC = TailPart.KINDS.get(2);

    private TailReport() {}

    static String of(Path folder) throws IOException {
        StringBuilder out = new StringBuilder();
        out.append(MachineTable.of(StoredRun.facts(folder)));
        out.append(
                        "\nµs that so many per cent of the calls of one row did not exceed, after `Session.warmUp`; 100 % is")
                .append(" the longest call. The three kinds of calls take turns in one JVM, so that a pause of the")
                .append(" machine's hits each by the time that it takes. `arithmetic` is a loop of about the session's")
                .append(" length that reads no memory: what is ours is the row below, less that loop's. Times are")
                .append(" counted to within 0.8 %, in memory that does not grow.\n");
        for (TailPart part : new Gson().fromJson(StoredRun.tail(folder), TailPart[].class)) {
            part(out, part);
        }
        return out.toString();
    }

    private static void part(StringBuilder out, TailPart part) {
        out.append("\n## ").append(part.network()).append(", heap ").append(part.heap());
        out.append(String.format(
                Locale.ROOT,
                "\n\n%,d calls of each kind in %.0f s. Beside them %.2f GB/s were allocated; %d collections took %d"
                        + " ms.\n\n",
                part.calls(),
                part.seconds(),
                part.allocated() / 1e9,
                part.collections(),
                part.collectionMillis()));
        List<String> percents = new ArrayList<>(part.kinds().get(OURS).micros().keySet());
        List<String> header = new ArrayList<>(List.of("by"));
        percents.forEach(percent -> header.add(percent + " %"));
        header.add("over 1 ms, of a million");
        Markdown.header(out, header);
        TailPart.Kind loop = part.kinds().get(ARITHMETIC);
        part.kinds()
                .forEach((name, kind) -> row(
                        out,
                        PeerTitles.title(name),
                        percents.stream().map(kind.micros()::get).toList(),
                        perMillion(kind, part)));
        row(
                out,
                PeerTitles.title(OURS) + " less " + ARITHMETIC,
                percents.stream()
                        .map(p -> part.kinds().get(OURS).micros().get(p)
                                - loop.micros().get(p))
                        .toList(),
                perMillion(part.kinds().get(OURS), part) - perMillion(loop, part));
    }

    private static void row(StringBuilder out, String by, List<Double> micros, double perMillion) {
        List<String> cells = new ArrayList<>(List.of(by));
        micros.forEach(value -> cells.add(Markdown.number(value, 4)));
        cells.add(Markdown.number(perMillion, 3));
        Markdown.row(out, cells.toArray(String[]::new));
    }

    private static double perMillion(TailPart.Kind kind, TailPart part) {
        return kind.longCalls() * 1e6 / part.calls();
    }
}
