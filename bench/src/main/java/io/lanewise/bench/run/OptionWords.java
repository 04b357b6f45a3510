package io.lanewise.bench.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Splits a line of options into words at blanks, as a shell does; either kind of quote keeps blanks. */
final class OptionWords {
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");

    private OptionWords() {}

    static String[] of(String line) {
        List<String> words = new ArrayList<>();
        for (Matcher m = WORD.matcher(line); m.find(); ) {
            words.add(QUOTED.matcher(m.group())
                    .replaceAll(q -> Matcher.quoteReplacement(q.group(1) == null ? q.group(2) : q.group(1))));
        }
        return words.toArray(String[]::new);
    }

    /** The line that {@link #of} splits into these; a word may hold one kind of quote. */
    static String joined(String... words) {
        return Arrays.stream(words)
                .map(w -> w.contains("\"") ? "'" + w + "'" : w.matches(".*[\\s'].*") ? '"' + w + '"' : w)
                .collect(Collectors.joining(" "));
    }
}
