// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.Role;
import dev.hansard.edge.fanout.TestEvents;
import dev.hansard.edge.session.Session;
import dev.hansard.edge.session.TestSettings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TicketsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Tickets tickets = new Tickets(TestSettings.defaults(), nanos::get);
    private final Ticket ticket = new Ticket(
            TestEvents.token(TestEvents.ANN, Role.MEMBER), new Session.Manner(true, false), null, null, "loopback");

    @Test
    void ticketShouldBeGoodOnce() {
        String text = tickets.issue(ticket);
        assertThat(tickets.redeem(text)).isEqualTo(ticket);
        assertThat(tickets.redeem(text)).isNull();
    }

    @Test
    void ticketShouldExpireAfterThirtySeconds() {
        String good = tickets.issue(ticket);
        String late = tickets.issue(ticket);
        nanos.addAndGet(Duration.ofSeconds(29).toNanos());
        assertThat(tickets.redeem(good)).isNotNull();
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(tickets.redeem(late)).isNull();
    }

    @Test
    void textThatWasNeverIssuedShouldBeWorthNothing() {
        tickets.issue(ticket);
        assertThat(tickets.redeem("guess")).isNull();
        assertThat(tickets.redeem("x".repeat(100_000))).isNull();
    }

    @Test
    void ticketsShouldDiffer() {
        assertThat(tickets.issue(ticket)).isNotEqualTo(tickets.issue(ticket)).hasSize(32);
    }
}
