package io.lanewise.kernel;

import org.junit.jupiter.api.Test;

class ArgMaxAgreementTest {
    @Test
    void equalsNaive() {
        ArgMaxAgreement.checkAll(new KernelsInForce());
    }
}
