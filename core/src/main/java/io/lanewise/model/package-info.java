/**
 * Model files: networks from {@code .onnx}, tensors from {@code .safetensors}, {@code .npz} and {@code .npy}, networks
 * made of them, and the way back.
 *
 * <p>A file is read whole, and every count and offset in it is checked before it is used. Whatever is wrong with a file
 * is a {@link io.lanewise.model.ModelFileException} with the file, the place and the reason. A reader holds no more
 * memory than four times the file's size and 1 MB, runs nothing that a file holds and opens no file outside the folder
 * of the one that it is given.
 */
package io.lanewise.model;
