// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.axon.store.StoreSettings;
import dev.hansard.axon.store.StoreSettings.ShardSettings;
import dev.hansard.testing.TestDatabase;
import dev.hansard.testing.TestRecord;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SharedLimitsIT {
    private static final SharedLimitSettings TOGETHER = TestLimits.settings(Map.of("hansard.limits.shared", "always"));

    private static ShardSettings database;
    private static TestRecord record;

    @BeforeAll
    static void migrate() {
        database = TestDatabase.fresh();
        record = TestRecord.with(StoreSettings.of(List.of(database)));
    }

    @AfterAll
    static void close() {
        record.close();
    }

    private static Allowances edge() {
        return edge(database, TOGETHER, new SimpleMeterRegistry());
    }

    private static Allowances edge(ShardSettings shard, SharedLimitSettings settings, SimpleMeterRegistry meters) {
        return new Allowances(
                settings, StoreSettings.of(List.of(shard)), () -> true, meters, TimeMeter.SYSTEM_NANOTIME);
    }

    private static boolean granted(Allowances edge, LimitKind kind, String name, int perMinute) {
        try {
            edge.take(kind, name, perMinute);
            return true;
        } catch (TooManyCalls e) {
            return false;
        }
    }

    @Test
    void edgesShouldShareAnAllowanceWithinTheSlackOfEach() throws Exception {
        int limit = 600;
        int slack = (int) TOGETHER.slackOf(limit);
        assertThat(slack).isEqualTo(30);
        var granted = new AtomicInteger();
        long start = System.nanoTime();
        try (Allowances one = edge();
                Allowances two = edge();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> callers = IntStream.range(0, 16)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> {
                        for (int call = 0; call < 200; call++) {
                            if (granted(i % 2 == 0 ? one : two, LimitKind.CALLS, "T1/A1/m", limit)) {
                                granted.incrementAndGet();
                            }
                        }
                    }))
                    .toList();
            for (Future<?> caller : callers) caller.get();
        }
        long refilled =
                limit * (System.nanoTime() - start) / Duration.ofMinutes(1).toNanos() + 1;
        assertThat((long) granted.get()).isBetween((long) limit, limit + 2L * slack + refilled);
    }

    @Test
    void failedLoginsAtOneEdgeShouldCountAtTheOther() {
        try (Allowances one = edge();
                Allowances two = edge()) {
            for (int i = 0; i < 100; i++) granted(one, LimitKind.FAILED_AUTH, "7f000001", 20);
            assertThat(granted(two, LimitKind.FAILED_AUTH, "7f000001", 20)).isFalse();
            assertThatThrownBy(() -> two.peek(LimitKind.FAILED_AUTH, "7f000001", 20))
                    .isInstanceOf(TooManyCalls.class);
            two.peek(LimitKind.FAILED_AUTH, "7f000002", 20);
        }
    }

    @Test
    void policyShouldDecideWhileTheSharedBucketsAreAway() throws Exception {
        int nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        String url = "jdbc:mysql://127.0.0.1:" + nobody + "/away?sslMode=DISABLED";
        var meters = new SimpleMeterRegistry();
        var settings = TestLimits.settings(Map.of(
                "hansard.limits.shared", "always",
                "hansard.limits.when-away.failed-auth", "closed",
                "hansard.limits.patience", "250ms",
                "hansard.limits.pause", "1s"));
        try (Allowances edge = edge(new ShardSettings(url, "nobody", "", "local"), settings, meters)) {
            for (int i = 0; i < 5; i++) {
                assertThat(granted(edge, LimitKind.CALLS, "T1/A1/m", 3))
                        .as("call " + i)
                        .isEqualTo(i < 3);
            }
            assertThatThrownBy(() -> edge.take(LimitKind.FAILED_AUTH, "7f000001", 20))
                    .asInstanceOf(InstanceOfAssertFactories.type(TooManyCalls.class))
                    .returns(1L, TooManyCalls::retryAfterSeconds);
            assertThatThrownBy(() -> edge.peek(LimitKind.FAILED_AUTH, "7f000003", 20))
                    .as("while the circuit is open, of an address that was never seen")
                    .isInstanceOf(TooManyCalls.class);
            assertThat(meters.counter("hansard.limits.unshared", "kind", "calls")
                            .count())
                    .isEqualTo(5);
            assertThat(meters.get("resilience4j.circuitbreaker.state")
                            .tags("name", "limits", "state", "open")
                            .gauge()
                            .value())
                    .isEqualTo(1);
        }
    }

    @Test
    void bucketsShouldBeSweptWhenTheyHaveNothingLeftToSay() throws SQLException {
        try (Allowances edge = edge();
                Connection connection =
                        DriverManager.getConnection(database.url(), database.username(), database.password());
                Statement statement = connection.createStatement()) {
            granted(edge, LimitKind.PERSON, "T1/U1", 1_000);
            granted(edge, LimitKind.PERSON, "T1/U2", 1_000);
            byte[] stale = new BucketKey(LimitKind.PERSON, "T1/U1", 1_000).id();
            try (var age = connection.prepareStatement("UPDATE rate_bucket SET expires_at = 1 WHERE id = ?")) {
                age.setBytes(1, stale);
                assertThat(age.executeUpdate()).isEqualTo(1);
            }
            assertThat(edge.sweep()).isEqualTo(1);
            try (var rows = statement.executeQuery("SELECT COUNT(*) FROM rate_bucket WHERE expires_at = 1")) {
                rows.next();
                assertThat(rows.getInt(1)).isZero();
            }
            assertThat(granted(edge, LimitKind.PERSON, "T1/U1", 1_000))
                    .as("a swept bucket")
                    .isTrue();
        }
    }

    @Test
    void loneEdgeShouldAskNobody() {
        var meters = new SimpleMeterRegistry();
        var nowhere = new ShardSettings("jdbc:mysql://127.0.0.1:1/nowhere", "nobody", "", "local");
        try (var edge = new Allowances(
                TestLimits.settings(),
                StoreSettings.of(List.of(nowhere)),
                () -> false,
                meters,
                TimeMeter.SYSTEM_NANOTIME)) {
            assertThat(granted(edge, LimitKind.FAILED_AUTH, "7f000001", 1)).isTrue();
            assertThat(granted(edge, LimitKind.FAILED_AUTH, "7f000001", 1)).isFalse();
            assertThat(meters.find("hansard.limits.unshared").counter()).isNull();
        }
    }
}
