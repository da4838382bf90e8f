// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void burstShouldBeLetInAndWhoIsTooManyToldWhenToComeBack() {
        var pace = new Pace(10, 20, Duration.ofMinutes(1), 0);
        for (int i = 0; i < 20; i++) assertThat(pace.ask(0)).isZero();
        assertThat(pace.ask(0)).isEqualTo(SECOND / 10);
        assertThat(pace.ask(0)).isEqualTo(2 * SECOND / 10);
        assertThat(pace.ask(SECOND)).isZero();
    }

    @Test
    void crowdThatKeepsItsAppointmentsShouldAllGetInWithoutAskingOften() {
        var pace = new Pace(500, 1_000, Duration.ofMinutes(1), 0);
        var arrivals = new PriorityQueue<Long>();
        for (int i = 0; i < 20_000; i++) arrivals.add(0L);
        int in = 0;
        int asked = 0;
        long last = 0;
        while (!arrivals.isEmpty()) {
            long now = arrivals.remove();
            asked++;
            long wait = pace.ask(now);
            if (wait == 0) {
                in++;
                last = now;
            } else {
                // Whole seconds, as the header has them.
                arrivals.add(now + (wait + SECOND - 1) / SECOND * SECOND);
            }
        }
        assertThat(in).isEqualTo(20_000);
        assertThat(last / SECOND).as("at 500 a second after the first 1,000").isLessThanOrEqualTo(45);
        assertThat(asked).as("two questions each, and some to spare").isLessThan(50_000);
    }

    @Test
    void hintsBeyondTheLongestShouldBeSpread() {
        var pace = new Pace(1, 1, Duration.ofSeconds(10), 0);
        var hints = new ArrayList<Long>();
        for (int i = 0; i < 1_000; i++) hints.add(pace.ask(0));
        assertThat(hints).allMatch(hint -> hint <= 10 * SECOND);
        assertThat(hints.stream().skip(100).distinct().count()).isGreaterThan(800);
        assertThat(hints.stream().skip(100)).allMatch(hint -> hint >= 5 * SECOND);
    }

    @Test
    void appointmentsThatNobodyKeepsShouldPass() {
        var pace = new Pace(10, 1, Duration.ofMinutes(1), 0);
        for (int i = 0; i < 100; i++) pace.ask(0);
        long later = 60 * SECOND;
        assertThat(pace.ask(later)).isZero();
        assertThat(pace.ask(later)).isEqualTo(SECOND / 10);
    }
}
