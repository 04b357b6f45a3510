package io.lanewise.kernel;

import org.junit.jupiter.api.Test;

class CrossEntropyAgreementTest {
    @Test
    void equalsNaive() {
        CrossEntropyAgreement.checkAll(new KernelsInForce());
    }
}
