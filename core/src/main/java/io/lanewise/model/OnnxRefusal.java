package io.lanewise.model;

/**
 * Why a model cannot be read, before its file's name stands in front. It has no stack trace: the sentence says where in
 * the file, and a branch that nothing needs may hold one that is never thrown.
 */
final class OnnxRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    OnnxRefusal(String message) {
        super(message, null, false, false);
    }

    static OnnxRefusal ofTensor(String name, String what) {
        return new OnnxRefusal("tensor " + quote(name) + " " + what);
    }

    /** A name of the file, in quotes. */
    static String quote(String name) {
        return "'" + ModelFileException.shown(name) + "'";
    }
}
