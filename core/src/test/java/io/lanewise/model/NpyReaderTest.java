package io.lanewise.model;

import static io.lanewise.model.TensorResource.assertMessage;
import static io.lanewise.model.TensorResource.assertRefused;
import static io.lanewise.model.TensorResource.npy;
import static io.lanewise.model.TensorResource.tensors;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyReaderTest {
    private static final String HEADER = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";

    @Test
    void numbersOfARow() throws ModelFileException {
        float[] expected = {0.45193794f, -0.93057865f, -2.1313548f, 0.30714133f, 1.2536024f};
        assertArrayEquals(expected, npy("numpy-corners/one.npy"));
        assertArrayEquals(new float[] {0.45193794f}, npy("numpy-corners/scalar.npy"));
        assertArrayEquals(new float[0], npy("numpy-corners/empty.npy"));
        assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5}, npy("numpy-corners/int64.npy"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fortran", "big-endian", "version1", "version2", "version3", "double"})
    void theSameInEveryForm(String form) throws ModelFileException {
        Tensor tensor = tensors("numpy-corners/" + form + ".npy").get("arr_0");
        assertArrayEquals(new int[] {7, 5}, tensor.shape());
        assertArrayEquals(npy("numpy-corners/c.npy"), tensor.values());
    }

    @Test
    void halvesAreNear() throws ModelFileException {
        assertArrayEquals(npy("numpy-corners/c.npy"), npy("numpy-corners/half.npy"), 0x1p-10f);
    }

    /** The number at [i, j, k] is 100 i + 10 j + k, the first index runs fastest. */
    @Test
    void threeAxesInFortranOrder() throws ModelFileException {
        byte[] bytes = npy("{'descr': '>i2', 'fortran_order': True, 'shape': (2, 3, 4)}", 48);
        ByteBuffer data = ByteBuffer.wrap(bytes, bytes.length - 48, 48);
        for (int at = 0; at < 24; at++) {
            data.putShort((short) (at % 2 * 100 + at / 2 % 3 * 10 + at / 6));
        }
        float[] values = Tensors.read(bytes, "x").get("arr_0").values();
        for (int at = 0; at < 24; at++) {
            assertEquals(at / 12 * 100 + at / 4 % 3 * 10 + at % 4, values[at]);
        }
    }

    @Test
    void whatATensorTells() throws ModelFileException {
        Tensor tensor = tensors("numpy-corners/fortran.npy").get("arr_0");
        assertEquals("<f4", tensor.type());
        assertEquals(2, tensor.rank());
        assertEquals(35, tensor.length());
        assertEquals("arr_0 <f4 [7×5]", tensor.toString());
        tensor.shape()[0] = 0;
        tensor.values()[0] = 0;
        assertEquals(7, tensor.shape()[0]);
        assertEquals(0.45193794f, tensor.values()[0]);
    }

    @Test
    void picklesAreRefused() {
        assertRefused(TensorResource.bytes("numpy-corners/object.npy"), "arr_0", "Python objects (a pickle)");
        assertRefused(npy("{'descr': '<O8', 'fortran_order': False, 'shape': ()}", 8), "pickle");
    }

    @ParameterizedTest
    @ValueSource(strings = {"|u1", "|b1", "<c8", "<f16", "|S4", "<U4", "<M8[ns]", "|V2", "", "<", "f4", "|f4"})
    void otherTypesAreRefusedWhenAskedFor(String descr) throws ModelFileException {
        Tensor tensor = Tensors.read(npy("{'descr': '" + descr + "', 'fortran_order': False, 'shape': (2,)}", 8), "x")
                .get("arr_0");
        assertMessage(assertThrows(ModelFileException.class, tensor::values), "arr_0", descr + ",", "float32");
    }

    @Test
    void numbersThatFloatsCannotHoldAreRefused() throws ModelFileException {
        byte[] bytes = npy("{'descr': '>f8', 'fortran_order': False, 'shape': (2,)}", 16);
        ByteBuffer.wrap(bytes).putDouble(bytes.length - 8, 1e39);
        Tensor tensor = Tensors.read(bytes, "x.npy").get("arr_0");
        assertMessage(assertThrows(ModelFileException.class, tensor::values), "x.npy: arr_0: number 1 is 1.0E39");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'descr': '<f4'; 'descr': [('a', '<f4')]; records",
                "False; 0; neither True nor False",
                "False; None; neither True nor False",
                "(2, 3); (2, 4); but 24 follow",
                "(2, 3); (2, 3, 65536, 65536, 0); more than an array holds",
                "(2, 3); (65536, 65536); more than an array holds",
                "(2, 3); (2147483648, 0); more than an array holds",
                "(2, 3); (-1, 3); no number",
                "(2, 3); (nan, 3); no number",
                "(2, 3); (6); no ,",
                "(2, 3); (2, 3; no ,",
                "(2, 3); [2, 3]; no (",
                "'fortran_order': False; 'descr': '<f4'; twice",
                "'descr'; 'desc\\x72'; backslash",
                "'fortran_order': False, ; ; needs descr",
                "}; , 'x': 1}; should not have it",
                "}; } x; goes on",
                "}; ; no ,",
                "{; ; no {",
            })
    void aHeaderThatIsWrong(String from, String to, String reason) {
        String header = HEADER.replace(", }", "}").replace(from, to == null ? "" : to);
        assertRefused(npy(header, 24), "x.file: arr_0: ", reason);
    }

    @Test
    void spacesAndQuotesDoNotMatter() throws ModelFileException {
        String header = HEADER.replace('\'', '"').replace(" ", "").replace(",", " ,\n");
        assertEquals(6, Tensors.read(npy(header, 24), "x").get("arr_0").values().length);
    }

    @Test
    void tooManyAxes() {
        String header = HEADER.replace("2, 3", "1, ".repeat(65));
        assertRefused(npy(header, 4), "more than 64 axes");
    }

    @Test
    void otherVersionsAndLengths() {
        byte[] bytes = npy(HEADER, 24);
        bytes[6] = 4;
        assertRefused(bytes, "version 4.0");
        bytes[6] = 2;
        assertRefused(bytes, "header has");
        bytes[6] = 1;
        bytes[9] = 0x20;
        assertRefused(bytes, "ends within its header");
        assertRefused(npy(HEADER, 25), "but 25 follow");
    }
}
