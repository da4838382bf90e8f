// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.Actor;
import dev.hansard.api.Role;
import dev.hansard.edge.api.Samples;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private static final Actor APP = new Actor(Samples.ROBOT, Role.MEMBER, "B1", "A1");

    private final AtomicLong nanos = new AtomicLong();
    private final TimeMeter time = new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    };
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final CallLimits limits = new CallLimits(
            new LimitSettings(60, 2, 3, 4, 5, 100, 2, Map.of("own", 1), 3),
            TestLimits.settings(),
            TestLimits.local(time, metrics),
            metrics);

    private void call(Actor actor, String method, Tier tier, String channel) {
        limits.take(Samples.TEAM, actor, method, tier, channel);
    }

    @Test
    void callsBeyondTheAllowanceShouldWaitUntilItRefills() {
        call(APP, "m", Tier.TIER2, null);
        call(APP, "m", Tier.TIER2, null);
        assertThatThrownBy(() -> call(APP, "m", Tier.TIER2, null))
                .asInstanceOf(InstanceOfAssertFactories.type(TooManyCalls.class))
                .returns(30L, TooManyCalls::retryAfterSeconds);
        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        assertThatCode(() -> call(APP, "m", Tier.TIER2, null)).doesNotThrowAnyException();
        assertThat(metrics.counter("hansard.api.limited", "method", "m").count())
                .isEqualTo(1);
    }

    @Test
    void methodsShouldNotShareAnAllowanceAndOwnLimitShouldWin() {
        call(APP, "own", Tier.TIER2, null);
        assertThatThrownBy(() -> call(APP, "own", Tier.TIER2, null)).isInstanceOf(TooManyCalls.class);
        assertThatCode(() -> call(APP, "m", Tier.TIER2, null)).doesNotThrowAnyException();
    }

    @Test
    void postingShouldBeLimitedPerChannel() {
        call(APP, "post", Tier.POSTING, "C1");
        call(APP, "post", Tier.POSTING, "C1");
        assertThatThrownBy(() -> call(APP, "post", Tier.POSTING, "C1")).isInstanceOf(TooManyCalls.class);
        assertThatCode(() -> call(APP, "post", Tier.POSTING, "C2")).doesNotThrowAnyException();
    }

    @Test
    void peopleWithTheirOwnTokensShouldNotShareAnAllowance() {
        var ann = new Actor(Samples.ANN, Role.MEMBER, null, Actor.FIRST_PARTY_APP);
        var bob = new Actor(Samples.BOB, Role.MEMBER, null, Actor.FIRST_PARTY_APP);
        call(ann, "own", Tier.TIER2, null);
        assertThatCode(() -> call(bob, "own", Tier.TIER2, null)).doesNotThrowAnyException();
    }

    @Test
    void failuresShouldCountByIpv4AddressAndIpv6Network() {
        var failures = new FailedAuthLimit(
                new LimitSettings(60, 2, 3, 4, 5, 100, 2, Map.of(), 1), TestLimits.local(time, metrics));
        failures.failed(InetAddress.ofLiteral("2001:db8::1"));
        assertThatThrownBy(() -> failures.check(InetAddress.ofLiteral("2001:db8::2")))
                .isInstanceOf(TooManyCalls.class);
        assertThatCode(() -> failures.check(InetAddress.ofLiteral("2001:db8:1::1")))
                .doesNotThrowAnyException();
        assertThatCode(() -> failures.check(InetAddress.ofLiteral("10.0.0.1"))).doesNotThrowAnyException();
    }

    @Test
    void limitsShouldBePositive() {
        assertThatThrownBy(() -> new LimitSettings(0, 2, 3, 4, 5, 100, 2, Map.of(), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
