package io.lanewise.model;

/**
 * Where a tensor's numbers lie and in which order.
 *
 * @param piece holds them
 * @param skip bytes before the first, after inflating
 * @param bigEndian the order of bytes
 * @param columnMajor whether the first index runs fastest
 */
record TensorData(Piece piece, int skip, boolean bigEndian, boolean columnMajor) {}
