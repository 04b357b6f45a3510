package io.lanewise.model;

import java.util.function.Supplier;

/**
 * What a writer writes: a float32 array. Its values are made when they are asked for, so that one array at a time is in
 * memory.
 */
record NamedArray(String name, int[] shape, Supplier<float[]> values) {}
