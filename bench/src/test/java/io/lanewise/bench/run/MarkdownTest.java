package io.lanewise.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MarkdownTest {
    @Test
    void numbersAreRoundedWithoutAnExponent() {
        assertEquals("0.00001235", Markdown.number(0.000012345678, 4));
        assertEquals("12350", Markdown.number(12345.678, 4));
        assertEquals("1.57", Markdown.number(1.5718, 3));
    }
}
