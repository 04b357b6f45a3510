package io.lanewise.model;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/** The tokens of strict JSON from a part of a file, in the order in which the reader expects them. */
final class JsonText {
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    private final ModelBytes file;
    private final byte[] bytes;
    private final int end;
    private final String place;
    private int at;

    // For every string, so that none takes more memory than itself. No string has more chars than bytes.
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final ByteBuffer raw;
    private final CharBuffer chars = CharBuffer.allocate(Limits.NAME_BYTES);

    /** Of the bytes in {@code [at, end)}, which lie inside the file. */
    JsonText(ModelBytes file, int at, int end, String place) {
        this.file = file;
        this.bytes = file.array();
        this.raw = ByteBuffer.wrap(bytes);
        this.at = at;
        this.end = end;
        this.place = place;
    }

    /** Whether this character comes next after white space; it is taken if so. */
    boolean takes(char c) {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    void take(char c) throws ModelFileException {
        if (!takes(c)) {
            throw wrong("has no " + c + " where one should be");
        }
    }

    /** Refuses anything but white space in what is left. */
    void takeEnd() throws ModelFileException {
        if (peek() >= 0) {
            throw wrong("goes on after its last }");
        }
    }

    /** An integer that is not negative and fits into a long. */
    long integer() throws ModelFileException {
        int digit = peek() - '0';
        if (digit < 0 || digit > 9) {
            throw wrong("has no whole number of 0 or more where one should be");
        }
        long value = 0;
        int first = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            digit = bytes[at] - '0';
            if (value > (Long.MAX_VALUE - digit) / 10 || at > first && value == 0) {
                throw wrong("has a number that is too large or begins with 0");
            }
            value = 10 * value + digit;
            at++;
        }
        return value;
    }

    /** A string of which only the form is of interest, of any length. */
    void skipString() throws ModelFileException {
        take('"');
        while (nextChar() != '"') {
            if (bytes[at - 1] == '\\') {
                escape();
            }
        }
    }

    /** A string of at most {@link Limits#NAME_BYTES} bytes in the file. */
    String string() throws ModelFileException {
        take('"');
        int first = at;
        int plain = at;
        chars.clear();
        while (nextChar() != '"') {
            if (at - first > Limits.NAME_BYTES) {
                throw wrong("has a string of more than " + Limits.NAME_BYTES + " bytes where a name should be");
            }
            if (bytes[at - 1] == '\\') {
                decode(plain, at - 1);
                chars.put(escape());
                plain = at;
            }
        }
        decode(plain, at - 1);
        return chars.flip().toString();
    }

    private byte nextChar() throws ModelFileException {
        if (at == end) {
            throw wrong("ends within a string");
        }
        byte next = bytes[at++];
        if (next >= 0 && next < ' ') {
            throw wrong("has a control character in a string");
        }
        return next;
    }

    /** What an escape stands for, whose backslash was taken; half a pair is one char. */
    private char escape() throws ModelFileException {
        byte kind = nextChar();
        if (kind == 'u') {
            int c = 0;
            for (int i = 0; i < 4; i++) {
                int digit = Character.digit(nextChar(), 16);
                if (digit < 0) {
                    throw wrong("has an escape \\u without its four digits");
                }
                c = c << 4 | digit;
            }
            return (char) c;
        }
        int known = ESCAPES.indexOf(kind);
        if (known < 0) {
            throw wrong("has a backslash before what is not escaped");
        }
        return ESCAPED.charAt(known);
    }

    /** Adds what these bytes spell to the chars of the string. */
    private void decode(int from, int to) throws ModelFileException {
        if (decoder.reset().decode(raw.limit(to).position(from), chars, true).isError()) {
            throw wrong("has a string that is not UTF-8");
        }
    }

    /** What comes next after white space, −1 at the end. */
    private int peek() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
        return at < end ? Byte.toUnsignedInt(bytes[at]) : -1;
    }

    ModelFileException wrong(String reason) {
        return file.error(place, reason + ", at offset " + at);
    }
}
