package io.lanewise.model;

import static io.lanewise.model.TensorResource.assertMessage;
import static io.lanewise.model.TensorResource.assertRefused;
import static io.lanewise.model.TensorResource.safetensors;
import static io.lanewise.model.TensorResource.tensors;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsReaderTest {
    private static final String TWO = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"b\":{\"dtype\":\"F16\",\"shape\":[1,2],\"data_offsets\":[8,12]}}";

    @Test
    void thirtyTensorsWithMetadata() throws ModelFileException {
        Tensors many = tensors("halves/many.safetensors");
        assertEquals(30, many.names().size());
        assertEquals(List.of("t0", "t1", "t10"), many.names().subList(0, 3));
        assertArrayEquals(
                new float[] {-1.4501592f, -0.30835825f}, many.get("t0").values());
        assertArrayEquals(new int[] {11, 2}, many.get("t10").shape());
        assertEquals(-0.015401368f, many.get("t10").values()[0]);
    }

    @Test
    void namesAreDecoded() throws ModelFileException {
        String header = TWO.replace("\"b\"", "\"\\u00e9\\ud83d\\ude00\\n\\/é漢\"");
        Tensors tensors = Tensors.read(safetensors(header + " \n", 12), "x");
        assertEquals(List.of("a", "é😀\n/é漢"), tensors.names());
    }

    @Test
    void aTensorThatIsNotThere() throws ModelFileException {
        Tensors tensors = Tensors.read(safetensors(TWO, 12), "two.safetensors");
        String message = assertThrows(IllegalArgumentException.class, () -> tensors.get("c"))
                .getMessage();
        assertEquals("name is c, but two.safetensors has [a, b]", message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BOOL", "U8", "I8", "F8_E4M3", "F4", "C64", "U64", "X"})
    void otherTypesAreRefusedWhenAskedFor(String type) throws ModelFileException {
        Tensors tensors = Tensors.read(safetensors(TWO.replace("F16", type), 12), "x");
        assertArrayEquals(new float[2], tensors.get("a").values());
        assertEquals(type, tensors.get("b").type());
        assertMessage(assertThrows(ModelFileException.class, tensors.get("b")::values), "b: ", type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "\"b\"; \"a\"; is there twice",
                "[8,12]; [4,8]; overlap",
                "[8,12]; [0,4]; overlap",
                "[0,8]; [1,9]; overlap",
                "[8,12]; [9,13]; not inside",
                "[8,12]; [9223372036854775800,9223372036854775804]; not inside",
                "[8,12]; [12,8]; not inside",
                "[8,12]; [8,10]; its offsets hold 2",
                "[8,12]; [8,18446744073709551616]; too large",
                "[8,12]; [-8,12]; no whole number",
                "[8,12]; [08,12]; begins with 0",
                "[8,12]; [8,12.0]; no ]",
                "[8,12]; [8]; no ,",
                "[1,2]; [4294967296,4294967296]; too much",
                "[1,2]; [2147483647,2147483647,0]; more than an array holds",
                "[1,2]; [NaN]; no whole number",
                "[1,2]; [[1,2]]; no whole number",
                "[1,2]; [1,2,]; no whole number",
                "[1,2]; null; no [",
                "\"shape\"; \"dtype\"; twice",
                "\"shape\"; \"other\"; should not have it",
                "\"dtype\":\"F16\",; ; needs dtype",
                "\"F16\"; 16; no \"",
                "\"b\":; \"b\"; no :",
                "\"b\"; \"\\x\"; backslash",
                "\"b\"; \"\\u12g4\"; four digits",
                "\"b\"; \"\t\"; control character",
                "}}; }; no }",
                "}}; }}}; goes on",
                "}}; }},{}; goes on",
                "}}; },\"c; within a string",
                "}}; },\"__metadata__\":{\"x\":1}}; no \"",
                "}}; },\"__metadata__\":{},\"__metadata__\":{}}; twice",
            })
    void aHeaderThatIsWrong(String from, String to, String reason) {
        assertRefused(safetensors(TWO.replace(from, to == null ? "" : to), 12), "x.file: ", reason);
    }

    @Test
    void bytesThatBelongToNoTensor() {
        assertRefused(safetensors(TWO, 13), "1 bytes after the last tensor");
        assertRefused(safetensors("{}", 1), "1 bytes after the last tensor");
    }

    @Test
    void namesThatAreNotUtf8() {
        byte[] bytes = safetensors(TWO, 12);
        bytes[8 + TWO.indexOf("\"b\"") + 1] = (byte) 0xff;
        assertRefused(bytes, "not UTF-8");
        assertRefused(safetensors(TWO.replace("\"b\"", "\"" + "b".repeat(1025) + "\""), 12), "1024 bytes");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 31, 1L << 32, 1000})
    void headersLongerThanTheFile(long length) {
        byte[] bytes = safetensors(TWO, 12);
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (length >> 8 * i);
        }
        assertRefused(bytes, "header: has " + Long.toUnsignedString(length));
    }

    @Test
    void nested() {
        assertRefused(safetensors("{\"a\":".repeat(100_000), 0), "should not have it");
        assertRefused(safetensors("[".repeat(100_000), 0), "neither .safetensors nor");
    }

    @Test
    void nothingAtAll() throws ModelFileException {
        assertRefused(new byte[0], "neither");
        assertEquals(List.of(), Tensors.read(safetensors("{}", 0), "x").names());
        assertEquals(0, ByteBuffer.wrap(safetensors("{}", 0)).get(7));
    }
}
