package io.lanewise.kernel;

import org.junit.jupiter.api.Test;

class DenseAgreementTest {
    @Test
    void equalsNaive() {
        DenseAgreement.checkAll(new KernelsInForce());
    }
}
