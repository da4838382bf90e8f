// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.Actor;
import dev.hansard.api.Role;
import dev.hansard.edge.api.Samples;
import dev.hansard.edge.limits.SharedLimitSettings.Sharing;
import dev.hansard.edge.limits.SharedLimitSettings.WhenAway;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedLimitSettingsTest {
    private static final Actor APP = new Actor(Samples.ROBOT, Role.MEMBER, "B1", "A1");

    @Test
    void defaultsShouldBeAsDocumented() {
        SharedLimitSettings settings = TestLimits.settings();
        assertThat(settings)
                .isEqualTo(new SharedLimitSettings(
                        Sharing.AUTO,
                        5,
                        Duration.ofSeconds(5),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(2),
                        0,
                        0,
                        0,
                        Map.of(),
                        Map.of()));
        assertThat(LimitKind.values())
                .allSatisfy(kind -> assertThat(settings.whenAway(kind)).isEqualTo(WhenAway.OPEN));
    }

    @Test
    void appsAndPoliciesShouldBeSetByName() {
        SharedLimitSettings settings = TestLimits.settings(Map.of(
                "hansard.limits.apps[A1][chat.postMessage]", "7",
                "hansard.limits.apps[A1][*]", "9",
                "hansard.limits.when-away.failed-auth", "closed",
                "hansard.limits.when-away.calls", "closed"));
        assertThat(settings.ofApp("A1", "chat.postMessage")).isEqualTo(7);
        assertThat(settings.ofApp("A1", "users.list")).isEqualTo(9);
        assertThat(settings.ofApp("A2", "users.list")).isNull();
        assertThat(settings.whenAway(LimitKind.FAILED_AUTH)).isEqualTo(WhenAway.CLOSED);
        assertThat(settings.whenAway(LimitKind.CALLS)).isEqualTo(WhenAway.CLOSED);
    }

    @Test
    void totalsAndAppsShouldBeLimitedBesidesMethods() {
        var meters = new SimpleMeterRegistry();
        var limits = new CallLimits(
                Samples.limits(),
                TestLimits.settings(Map.of(
                        "hansard.limits.workspace", "3",
                        "hansard.limits.person", "2",
                        "hansard.limits.address", "1",
                        "hansard.limits.apps[A1][own]", "1")),
                TestLimits.local(TimeMeter.SYSTEM_NANOTIME, meters),
                meters);
        limits.take(Samples.TEAM, APP, "own", Tier.TIER2, null);
        assertThatThrownBy(() -> limits.take(Samples.TEAM, APP, "own", Tier.TIER2, null))
                .isInstanceOf(TooManyCalls.class);
        limits.take(Samples.TEAM, APP, "m", Tier.TIER2, null);
        assertThatThrownBy(() -> limits.take(Samples.TEAM, APP, "n", Tier.TIER2, null))
                .isInstanceOf(TooManyCalls.class);
        var ann = new Actor(Samples.ANN, Role.MEMBER, null, Actor.FIRST_PARTY_APP);
        limits.take(Samples.TEAM, ann, "m", Tier.TIER2, null);
        assertThatThrownBy(() -> limits.take(Samples.TEAM, ann, "n", Tier.TIER2, null))
                .isInstanceOf(TooManyCalls.class);
        InetAddress here = InetAddress.ofLiteral("10.0.0.1");
        limits.from(here);
        assertThatThrownBy(() -> limits.from(here)).isInstanceOf(TooManyCalls.class);
        for (String kind : new String[] {"calls", "person", "workspace", "address"}) {
            assertThat(meters.counter("hansard.limits.refused", "kind", kind).count())
                    .as(kind)
                    .isEqualTo(1);
        }
    }

    @Test
    void nonsenseShouldBeRefusedAtStart() {
        assertThatThrownBy(() -> TestLimits.settings(Map.of("hansard.limits.slack", "0")))
                .rootCause()
                .hasMessageContaining("slack");
        assertThatThrownBy(() -> TestLimits.settings(Map.of("hansard.limits.apps[A1][m]", "0")))
                .rootCause()
                .hasMessageContaining("app");
    }
}
