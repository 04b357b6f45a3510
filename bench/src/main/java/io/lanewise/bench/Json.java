package io.lanewise.bench;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Maps, lists, strings and numbers as JSON, indented by two. */
final class Json {
    private Json() {}

    static String of(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, "\n", out);
        return out.append('\n').toString();
    }

    private static void write(Object value, String newLine, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
            block('{', '}', entries, newLine, out, e -> {
                out.append(quoted(e.getKey().toString())).append(": ");
                write(e.getValue(), newLine + "  ", out);
            });
        } else if (value instanceof List<?> list) {
            block('[', ']', list.iterator(), newLine, out, e -> write(e, newLine + "  ", out));
        } else if (value instanceof Number) {
            out.append(value);
        } else {
            out.append(quoted(value.toString()));
        }
    }

    private static <T> void block(
            char open, char close, Iterator<T> items, String newLine, StringBuilder out,
            Consumer<T> write) {
        out.append(open);
        boolean empty = !items.hasNext();
        while (items.hasNext()) {
            out.append(newLine).append("  ");
            write.accept(items.next());
            out.append(items.hasNext() ? "," : "");
        }
        out.append(empty ? "" : newLine).append(close);
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
