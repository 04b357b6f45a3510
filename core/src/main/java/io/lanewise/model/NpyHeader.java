package io.lanewise.model;

import java.util.Arrays;

/**
 * The dictionary that an .npy file begins with, such as {@code {'descr': '<f4', 'fortran_order': False, 'shape': (7,
 * 5), }}: a Python literal with these three keys and no others, in any order.
 */
final class NpyHeader {
    private final String text;
    private int at;
    private String descr;
    private Boolean fortranOrder;
    private int[] shape;

    /** @throws IllegalArgumentException saying what is wrong */
    NpyHeader(String text) {
        this.text = text;
        take('{');
        while (peek() != '}') {
            String key = string();
            take(':');
            value(key);
            if (peek() != '}') {
                take(',');
            }
        }
        take('}');
        if (peek() != 0) {
            throw wrong("the header goes on after its }");
        }
        if (descr == null || fortranOrder == null || shape == null) {
            throw wrong("the header needs descr, fortran_order and shape");
        }
    }

    String descr() {
        return descr;
    }

    boolean fortranOrder() {
        return fortranOrder;
    }

    int[] shape() {
        return shape;
    }

    private void value(String key) {
        if (key.equals("descr") && descr == null) {
            if (peek() == '[') {
                throw wrong("an array of records: save each field as an array of its own");
            }
            descr = string();
        } else if (key.equals("fortran_order") && fortranOrder == null) {
            boolean yes = text.startsWith("True", skipped());
            if (!yes && !text.startsWith("False", at)) {
                throw wrong("fortran_order is neither True nor False");
            }
            at += yes ? 4 : 5;
            fortranOrder = yes;
        } else if (key.equals("shape") && shape == null) {
            shape = tuple();
        } else {
            throw wrong("the header has the key " + ModelFileException.shown(key) + " twice or should not have it");
        }
    }

    private int[] tuple() {
        int[] sizes = new int[4];
        int count = 0;
        take('(');
        while (peek() != ')') {
            if (count == Shapes.MOST_AXES) {
                throw wrong("the shape has more than " + count + " axes");
            }
            sizes = count == sizes.length ? Arrays.copyOf(sizes, 2 * count) : sizes;
            sizes[count++] = size();
            // A tuple of one is written (5,), because (5) is a number.
            if (count == 1 || peek() != ')') {
                take(',');
            }
        }
        take(')');
        return Arrays.copyOf(sizes, count);
    }

    private int size() {
        long size = -1;
        for (skipped(); at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9'; at++) {
            size = 10 * Math.max(size, 0) + text.charAt(at) - '0';
            if (size > Integer.MAX_VALUE) {
                throw wrong("a size of the shape is more than an array holds");
            }
        }
        if (size < 0) {
            throw wrong("a size of the shape is no number");
        }
        return (int) size;
    }

    private String string() {
        char quote = peek();
        if (quote != '\'' && quote != '"') {
            throw wrong("the header has no string where one should be");
        }
        int end = text.indexOf(quote, at + 1);
        int backslash = text.indexOf('\\', at + 1);
        if (end < 0 || backslash >= 0 && backslash < end) {
            throw wrong("a string of the header does not end, or has a backslash");
        }
        String string = text.substring(at + 1, end);
        at = end + 1;
        return string;
    }

    private void take(char c) {
        if (peek() != c) {
            throw wrong("the header has no " + c + " where one should be");
        }
        at++;
    }

    /** What comes next after white space, 0 at the end. */
    private char peek() {
        return skipped() < text.length() ? text.charAt(at) : 0;
    }

    private int skipped() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private IllegalArgumentException wrong(String reason) {
        return new IllegalArgumentException(reason + ", at its char " + at);
    }
}
