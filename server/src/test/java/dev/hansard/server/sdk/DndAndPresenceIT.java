// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.MethodsClient;
import java.time.Instant;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** {@code dnd.*}, {@code users.getPresence} and {@code users.setPresence}. */
class DndAndPresenceIT extends SdkTest {
    private static final String EVE = Cast.id("extra06");

    private final MethodsClient eve = as("extra06");

    @Test
    void snoozeShouldLastAsLongAsItWasSet() throws Exception {
        int now = (int) Instant.now().getEpochSecond();

        var set = ok(eve.dndSetSnooze(r -> r.numMinutes(20)));

        assertThat(set.isSnoozeEnabled()).isTrue();
        assertThat(set.getSnoozeEndtime()).isCloseTo(now + 1200, Offset.offset(30));
        assertThat(set.getSnoozeRemaining()).isCloseTo(1200, Offset.offset(30));
        assertThat(set.isSnoozeIsIndefinite()).isFalse();
        var info = ok(eve.dndInfo(r -> r));
        assertThat(info.isSnoozeEnabled()).isTrue();
        assertThat(info.getSnoozeEndtime()).isEqualTo(set.getSnoozeEndtime());
        var others = ok(as("max").dndInfo(r -> r.user(EVE)));
        assertThat(others.getNextDndStartTs()).isNotNull();
        assertThat(others.getNextDndEndTs()).isNotNull();
        assertThat(ok(eve.dndEndSnooze(r -> r)).isSnoozeEnabled()).isFalse();
        assertThat(ok(eve.dndInfo(r -> r)).isSnoozeEnabled()).isFalse();
        refused(eve.dndEndSnooze(r -> r), "snooze_not_active");
    }

    @Test
    void snoozeShouldBeRefused() throws Exception {
        refused(eve.dndSetSnooze(r -> r), "missing_duration");
        refused(eve.dndSetSnooze(r -> r.numMinutes(0)), "snooze_failed");
        refused(eve.dndSetSnooze(r -> r.numMinutes(10_000_000)), "too_long");
        refused(eve.dndInfo(r -> r.user("U0NOBODY000")), "user_not_found");
    }

    @Test
    void presenceShouldBeAwayWithoutAConnection() throws Exception {
        var own = ok(as("extra07").usersGetPresence(r -> r));

        assertThat(own.getPresence()).isEqualTo("away");
        assertThat(own.isOnline()).isFalse();
        assertThat(own.isManualAway()).isFalse();
        assertThat(own.getConnectionCount()).isZero();
        assertThat(ok(eve.usersGetPresence(r -> r.user(Cast.id("extra07")))).getPresence())
                .isEqualTo("away");
        refused(eve.usersGetPresence(r -> r.user("U0NOBODY000")), "user_not_found");
    }

    @Test
    void presenceShouldBeAwayByChoice() throws Exception {
        MethodsClient client = as("extra08");

        ok(client.usersSetPresence(r -> r.presence("away")));
        assertThat(ok(client.usersGetPresence(r -> r)).isManualAway()).isTrue();
        ok(client.usersSetPresence(r -> r.presence("auto")));
        assertThat(ok(client.usersGetPresence(r -> r)).isManualAway()).isFalse();
        refused(client.usersSetPresence(r -> r.presence("asleep")), "invalid_presence");
    }
}
