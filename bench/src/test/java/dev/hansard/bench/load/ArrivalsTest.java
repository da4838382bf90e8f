// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private final Arrivals arrivals = new Arrivals(2, 5);
    private final long due = System.nanoTime();

    private void frame(int client, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        var reused = new byte[1_024];
        System.arraycopy(bytes, 0, reused, 0, bytes.length);
        arrivals.frame(client, reused, bytes.length);
    }

    private void post(int client, int number) {
        frame(
                client,
                "{\"type\":\"message\",\"text\":\"" + Arrivals.text(due, number, "rest") + "\",\"cursor\":\"c\"}");
    }

    @Test
    void aPostShouldBeCompleteWhenAllSessionsHaveIt() {
        post(0, 1);
        assertThat(arrivals.complete()).isZero();
        post(1, 1);
        assertThat(arrivals.complete()).isEqualTo(1);
        assertThat(arrivals.delivered()).isEqualTo(2);
        assertThat(arrivals.each().getTotalCount()).isEqualTo(2);
        assertThat(arrivals.last().getTotalCount()).isEqualTo(1);
    }

    @Test
    void aPostShouldBeFoundWhereverItsTextIs() {
        post(0, 1);
        frame(0, "{\"type\":\"message\",\"subtype\":\"x\",\"text\":\"" + Arrivals.text(due, 2, "") + "\"}");
        post(0, 3);
        assertThat(arrivals.delivered()).isEqualTo(3);
        assertThat(arrivals.bytes()).isGreaterThan(100);
    }

    @Test
    void acksShouldNotBeDeliveries() {
        frame(0, "{\"ok\":true,\"reply_to\":1,\"text\":\"" + Arrivals.text(due, 1, "") + "\"}");
        frame(0, "{\"ok\":false,\"reply_to\":2,\"error\":{}}");
        assertThat(arrivals.delivered()).isZero();
        assertThat(arrivals.acked()).isEqualTo(1);
        assertThat(arrivals.refused()).isEqualTo(1);
    }

    @Test
    void whatIsNoNumberedPostShouldNotCount() {
        frame(0, "{\"type\":\"hello\"}");
        frame(0, "{\"type\":\"message\",\"text\":\"due tomorrow\"}");
        post(0, 99);
        assertThat(arrivals.delivered()).isZero();
    }
}
