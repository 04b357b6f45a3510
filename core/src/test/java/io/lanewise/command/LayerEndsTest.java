package io.lanewise.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.Output;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --activations}. */
class LayerEndsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "relu,tanh,softmax | [RELU, TANH, LINEAR] | SOFTMAX",
                "silu,log_softmax | [SILU, LINEAR] | LOG_SOFTMAX",
                "sigmoid,sigmoid | [SIGMOID, LINEAR] | SIGMOID",
                "gelu,gelu_tanh,relu6,linear | [GELU, GELU_TANH, RELU6, LINEAR] | LOGITS",
                "elu,elu:0.5,tanh | [ELU, ELU(0.5), TANH] | LOGITS",
                "leaky_relu:0.1,linear | [LEAKY_RELU(0.1), LINEAR] | LOGITS",
                "softmax | [LINEAR] | SOFTMAX",
            })
    void oneALayerAndTheLastAnOutput(String names, String activations, Output output) {
        LayerEnds ends = LayerEnds.of(names);
        assertEquals(activations, Arrays.toString(ends.activations()));
        assertEquals(output, ends.output());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "relu,softmax,linear | 'softmax', which only the last layer can have",
                "log_softmax,linear | 'log_softmax', which only the last layer can have",
                "relu,Relu | 'Relu', which is none",
                "leaky_relu,linear | 'leaky_relu', which is none",
                "relu, | '', which is none",
                "leaky_relu:x,linear | leaky_relu:x, without a number",
                "elu:,linear | elu:, without a number",
                "leaky_relu:NaN,linear | slope is NaN",
                "elu:1e99,linear | alpha is Infinity",
            })
    void othersAreRefused(String names, String reason) {
        String message = assertThrows(IllegalArgumentException.class, () -> LayerEnds.of(names))
                .getMessage();
        assertTrue(message.contains(reason), message);
    }
}
