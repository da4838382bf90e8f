// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault.sabotage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.edge.transport.EncodedFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class TamperingTest {
    private static final int FRAMES = 5_000;

    private static EncodedFrame frame(String text) {
        return EncodedFrame.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The numbers of the messages that came out, in that order. */
    private static List<Integer> outOf(Breakage breakage) {
        var tampering = new Tampering(breakage);
        var out = new ArrayList<Integer>();
        for (int i = 0; i < FRAMES; i++) {
            EncodedFrame message = frame("{\"number\":" + i + ",\"client_msg_id\":\"fault\"}");
            for (EncodedFrame each : tampering.changed(List.of(message))) {
                String json = new String(each.json(), StandardCharsets.UTF_8);
                out.add(Integer.parseInt(json.substring(10, json.indexOf(','))));
            }
        }
        return out;
    }

    @Test
    void droppingShouldLeaveSomeOut() {
        assertThat(outOf(Breakage.DROP_DELIVERY))
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSizeBetween(FRAMES / 2, FRAMES - 1);
    }

    @Test
    void doublingShouldRepeatSome() {
        List<Integer> out = outOf(Breakage.DOUBLE_DELIVERY);
        assertThat(out).isSorted().hasSizeGreaterThan(FRAMES);
        assertThat(new HashSet<>(out)).hasSize(FRAMES);
    }

    @Test
    void swappingShouldKeepAllButNotTheirOrder() {
        List<Integer> out = outOf(Breakage.SWAP_ORDER);
        assertThat(out).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(FRAMES - 1);
        assertThat(out.stream().sorted().toList()).isNotEqualTo(out);
    }

    @Test
    void whatIsNoMessageShouldBeLeftAlone() {
        var tampering = new Tampering(Breakage.DROP_DELIVERY);
        EncodedFrame typing = frame("{\"type\":\"user_typing\"}");
        for (int i = 0; i < FRAMES; i++)
            assertThat(tampering.changed(List.of(typing))).containsExactly(typing);
    }
}
