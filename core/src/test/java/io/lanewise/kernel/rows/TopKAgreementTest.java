package io.lanewise.kernel.rows;

import io.lanewise.kernel.choice.Kernels;
import org.junit.jupiter.api.Test;

class TopKAgreementTest {
    @Test
    void equalsNaive() {
        TopKAgreement.checkAll(Kernels.current());
    }
}
