package io.lanewise.model;

import java.io.IOException;

/**
 * A file that cannot be read as a model: it is missing or damaged, or holds what this library does not compute. The
 * message is one line: the file's name, the place in it and the reason.
 */
public final class ModelFileException extends IOException {
    private static final long serialVersionUID = 1;

    /** The most chars that a name from a file has in a message. */
    private static final int LONGEST = 200;

    /**
     * Of names as they came: files can be hostile, so control characters are replaced and long names cut.
     *
     * @param file the file's name
     * @param place where in the file: a tensor, a node, an offset; empty for the whole file
     * @param reason what is wrong and what to do, without a full stop
     */
    ModelFileException(String file, String place, String reason) {
        super(shown(file) + ": " + (place.isEmpty() ? "" : shown(place) + ": ") + reason);
    }

    ModelFileException(String file, String place, String reason, Throwable cause) {
        this(file, place, reason);
        initCause(cause);
    }

    /** A name from a file, fit for one line of a message. */
    static String shown(String name) {
        StringBuilder shown = new StringBuilder();
        int end = Math.min(name.length(), LONGEST);
        for (int i = 0; i < end; i++) {
            char c = name.charAt(i);
            shown.append(printable(c) ? c : '?');
        }
        return end < name.length() ? shown.append('…').toString() : shown.toString();
    }

    /** Not what moves the cursor, turns the direction of text or is half a character. */
    private static boolean printable(char c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.SURROGATE
                && type != Character.UNASSIGNED;
    }
}
