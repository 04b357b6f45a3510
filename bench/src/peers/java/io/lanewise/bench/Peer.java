package io.lanewise.bench;

/**
 * Another way to solve a problem from the JVM on one thread: its fastest form, with all that a caller can make
 * beforehand made in {@link #prepare}; or, where a name says tutorial, the form that a first program has.
 */
interface Peer {
    /** Its version, and how it is called where it leaves a choice. */
    String version();

    /** Packs, allocates and copies all that a call needs. */
    void prepare(PeerProblem problem);

    /** What is timed. */
    void forward();

    /** An element of the output. */
    float y(int index);

    /** Overwrites the whole output. */
    void fill(float value);

    /** What a call must leave: ours, give or take the tolerance times each element's scale. */
    default ExpectedAnswer near(String name, float[] expected, double tolerance, float[] scale) {
        return ExpectedAnswer.within(name, this::forward, expected, i -> tolerance * scale[i], this::y, this::fill);
    }
}
