package io.lanewise.kernel.rows;

/**
 * An activation's loop over whole vectors. Called through this interface, so that C2 inlines at most two loops into one
 * compilation: all of them are too much.
 */
interface VectorLoop {
    /** Elements at a time; what one loop leaves to the next, two numbers for each, is 4 KB and stays in L1. */
    int BLOCK = 512;

    int MEMORY = 2 * BLOCK;

    /** y[n] = the activation of x[n], n in whole vectors, at most a block; memory has MEMORY elements. */
    void run(float[] x, int xOffset, float[] y, int yOffset, int n, float parameter, float[] memory);
}
