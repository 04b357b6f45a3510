package io.lanewise.kernel.rows;

import io.lanewise.kernel.choice.Kernels;
import org.junit.jupiter.api.Test;

class ArgMaxAgreementTest {
    @Test
    void equalsNaive() {
        ArgMaxAgreement.checkAll(Kernels.current());
    }
}
