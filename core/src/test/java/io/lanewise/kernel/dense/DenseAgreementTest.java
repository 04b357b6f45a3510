package io.lanewise.kernel.dense;

import io.lanewise.kernel.choice.Kernels;
import org.junit.jupiter.api.Test;

class DenseAgreementTest {
    @Test
    void equalsNaive() {
        DenseAgreement.checkAll(Kernels.current());
    }
}
