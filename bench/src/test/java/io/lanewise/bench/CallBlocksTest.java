package io.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CallBlocksTest {
    private static void add(CallBlocks blocks, int count, long nanos) {
        for (int i = 0; i < count; i++) {
            blocks.add(1, nanos);
        }
    }

    @Test
    void callsSettleWhenMostOfAWindowIsFast() {
        CallBlocks blocks = new CallBlocks();
        // 40 blocks of two calls, then 160 of ten; a pause of one block is not seen.
        add(blocks, 80, 1_000_000);
        add(blocks, 1_000, 200_000);
        blocks.add(1, 50_000_000);
        add(blocks, 600, 200_000);
        // The first window with less than five slow blocks begins after 36 of them.
        assertEquals(72, blocks.settledMillis());
    }

    @Test
    void steadyCallsNeedNoTime() {
        CallBlocks blocks = new CallBlocks();
        add(blocks, 1_000, 500_000);
        assertEquals(0, blocks.settledMillis());
    }
}
