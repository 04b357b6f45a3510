package io.lanewise.kernel.rows;

import io.lanewise.kernel.choice.Kernels;
import org.junit.jupiter.api.Test;

class CrossEntropyAgreementTest {
    @Test
    void equalsNaive() {
        CrossEntropyAgreement.checkAll(Kernels.current());
    }
}
