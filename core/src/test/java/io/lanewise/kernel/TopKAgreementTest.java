package io.lanewise.kernel;

import org.junit.jupiter.api.Test;

class TopKAgreementTest {
    @Test
    void equalsNaive() {
        TopKAgreement.checkAll(new KernelsInForce());
    }
}
