// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.Shards;
import dev.hansard.edge.idempotency.IdempotentCalls.Outcome;
import dev.hansard.edge.idempotency.IdempotentCalls.Result;
import dev.hansard.testing.TestRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class IdempotentCallsIT {
    private static final WorkspaceId TEAM = new WorkspaceId("T1");
    private static TestRecord record;

    private final String key = UUID.randomUUID().toString();
    private final IdempotentCalls calls = process(Duration.ofSeconds(5), Duration.ofMinutes(2));
    private final AtomicInteger done = new AtomicInteger();

    @BeforeAll
    static void start() {
        record = TestRecord.with();
        record.stores.shards().place(TEAM, null);
    }

    @AfterAll
    static void stop() {
        record.close();
    }

    /** As another process, or the same after a restart, has them. */
    private static IdempotentCalls process(Duration wait, Duration claim) {
        var beans = new StaticListableBeanFactory(Map.of("shards", record.stores.shards()));
        var settings = new IdempotencySettings(Duration.ofHours(24), wait, claim, Duration.ofMinutes(10));
        return new IdempotentCalls(settings, beans.getBeanProvider(Shards.class), new SimpleMeterRegistry());
    }

    private KeyedCall call(String... asked) {
        return new KeyedCall(TEAM, "xoxp-T1-K1-secret", key, asked);
    }

    private Result work(String says) {
        return new Result((says + done.incrementAndGet()).getBytes(StandardCharsets.UTF_8), true);
    }

    private static String text(Outcome outcome) {
        return new String(outcome.answer(), StandardCharsets.UTF_8);
    }

    @Test
    void sameRequestShouldGetTheStoredAnswerAlsoAfterARestart() {
        Outcome first = calls.once(call("chat.update", "text", "hi"), () -> work("answer "));
        Outcome again = process(Duration.ZERO, Duration.ofMinutes(2))
                .once(call("chat.update", "text", "hi"), () -> work("another "));
        assertThat(first.replayed()).isFalse();
        assertThat(again.replayed()).isTrue();
        assertThat(text(again)).isEqualTo(text(first)).isEqualTo("answer 1");
        assertThat(done).hasValue(1);
    }

    @Test
    void keyShouldBelongToOneRequestAndOneToken() {
        calls.once(call("chat.update", "text", "hi"), () -> work("a"));
        assertThatThrownBy(() -> calls.once(call("chat.update", "text", "ho"), () -> work("b")))
                .hasMessage("idempotency_key_reused");
        assertThatThrownBy(() -> calls.once(call("chat.update", "tex", "thi"), () -> work("b")))
                .hasMessage("idempotency_key_reused");
        var other = new KeyedCall(TEAM, "xoxp-T1-K2-secret", key, "chat.update", "text", "ho");
        assertThat(calls.once(other, () -> work("c")).replayed()).isFalse();
    }

    @Test
    void callsAtOnceOnTwoProcessesShouldBeCarriedOutOnce() throws Exception {
        IdempotentCalls other = process(Duration.ofSeconds(5), Duration.ofMinutes(2));
        var answers = new ArrayList<Future<Outcome>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                IdempotentCalls process = i % 2 == 0 ? calls : other;
                answers.add(threads.submit(() -> process.once(call("m"), () -> {
                    pause(200);
                    return work("answer ");
                })));
            }
        }
        int replayed = 0;
        for (Future<Outcome> answer : answers) {
            assertThat(text(answer.get())).isEqualTo("answer 1");
            if (answer.get().replayed()) replayed++;
        }
        assertThat(replayed).isEqualTo(19);
    }

    @Test
    void callUnderWayShouldBeWaitedForAndThenRefused() throws Exception {
        IdempotentCalls impatient = process(Duration.ofMillis(50), Duration.ofMinutes(2));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Outcome> first = threads.submit(() -> calls.once(call("m"), () -> {
                pause(1_000);
                return work("answer ");
            }));
            pause(300);
            assertThatThrownBy(() -> impatient.once(call("m"), () -> work("another ")))
                    .hasMessage("idempotency_key_in_use");
            assertThat(text(first.get())).isEqualTo("answer 1");
        }
    }

    @Test
    void failureShouldNotBeKept() {
        calls.once(call("m"), () -> new Result("down".getBytes(StandardCharsets.UTF_8), false));
        assertThatThrownBy(() -> calls.once(call("m"), () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(text(calls.once(call("m"), () -> work("answer ")))).isEqualTo("answer 1");
    }

    @Test
    void callOfADeadProcessShouldBeCarriedOutByTheNext() throws Exception {
        IdempotentCalls next = process(Duration.ofSeconds(5), Duration.ofMillis(300));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Outcome> late = threads.submit(() -> calls.once(call("m"), () -> {
                pause(1_500);
                return work("late ");
            }));
            pause(200);
            Outcome second = next.once(call("m"), () -> work("second "));
            assertThat(text(second)).isEqualTo("second 1");
            late.get();
            assertThat(text(next.once(call("m"), () -> work("third "))))
                    .as("the first was too late to be kept")
                    .isEqualTo("second 1");
        }
    }

    @Test
    void nothingThatWasSaidShouldBeReadableInTheTable() throws SQLException {
        calls.once(
                call("chat.update", "text", "PLAINWORD"),
                () -> new Result("{\"text\":\"PLAINWORD\"}".getBytes(StandardCharsets.UTF_8), true));
        try (Connection connection = record.stores.shards().of(TEAM).reader().getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT id, request, answer FROM idempotent_call")) {
            int seen = 0;
            while (rows.next()) {
                seen++;
                for (int column = 1; column <= 3; column++) {
                    byte[] bytes = rows.getBytes(column);
                    if (bytes == null) continue;
                    assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("PLAINWORD", key);
                }
            }
            assertThat(seen).isPositive();
        }
    }

    @Test
    void oldAnswersShouldBeForgotten() throws SQLException {
        calls.once(call("m"), () -> work("old "));
        age();
        assertThat(text(calls.once(call("another"), () -> work("new ")))).isEqualTo("new 2");
        age();
        assertThat(calls.sweep()).isPositive();
        assertThat(text(calls.once(call("m"), () -> work("newer ")))).isEqualTo("newer 3");
    }

    private static void age() throws SQLException {
        try (Connection connection = record.stores.shards().of(TEAM).reader().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE idempotent_call SET created = created - 86400001");
            connection.commit();
        }
    }

    @Test
    void defaultsShouldBeAsDocumented() {
        assertThat(new Binder(new MapConfigurationPropertySource(Map.of()))
                        .bindOrCreate("hansard.idempotency", IdempotencySettings.class))
                .isEqualTo(new IdempotencySettings(
                        Duration.ofHours(24), Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofMinutes(10)));
        assertThat(KeyedCall.isKey("")).isFalse();
        assertThat(KeyedCall.isKey("with blank")).isFalse();
        assertThat(KeyedCall.isKey("x".repeat(256))).isFalse();
        assertThat(KeyedCall.isKey("x".repeat(255))).isTrue();
        assertThat(KeyedCall.once("k")).matches("[\\w.:-]{1,64}").isNotEqualTo(KeyedCall.once("l"));
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
