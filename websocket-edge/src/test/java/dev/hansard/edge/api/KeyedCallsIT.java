// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.TokenKind;
import dev.hansard.edge.api.DoorServer.Reply;
import dev.hansard.edge.limits.Tier;
import dev.hansard.edge.overload.OverloadSettings;
import dev.hansard.edge.wire.Json;
import dev.hansard.testing.TestRecord;
import java.net.http.HttpRequest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class KeyedCallsIT {
    private static final AtomicInteger DONE = new AtomicInteger();
    private static final CountDownLatch LET_GO = new CountDownLatch(1);

    private static TestRecord record;
    private static DoorServer server;
    private static String token;

    @BeforeAll
    static void start() {
        record = TestRecord.with();
        record.stores.shards().place(Samples.TEAM, null);
        server = new DoorServer(
                Samples.limits(),
                record.stores.shards(),
                new OverloadSettings(1, 1, 1),
                ApiMethod.of(MethodSpec.of("x.change", Tier.TIER3), KeyedCallsIT::change),
                ApiMethod.of(MethodSpec.of("x.wait", Tier.TIER3), KeyedCallsIT::await),
                ApiMethod.of(MethodSpec.of("x.list", Tier.TIER3), KeyedCallsIT::change));
        token = server.token(TokenKind.USER, Samples.ANN);
    }

    @AfterAll
    static void stop() {
        server.close();
        record.close();
    }

    private static ObjectNode change(ApiCall call) {
        String error = call.args().text("error", "");
        if (!error.isEmpty()) throw new Rejection(ErrorCode.valueOf(error));
        return Json.object().put("done", DONE.incrementAndGet()).put("once", call.onceId());
    }

    private static ObjectNode await(ApiCall call) {
        try {
            LET_GO.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Json.object();
    }

    private static Reply send(String method, String key, String form) throws Exception {
        return server.send(server.request(method)
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    @Test
    void repeatedChangeShouldGetTheSameAnswerAndSaySo() throws Exception {
        Reply first = send("x.change", "k1", "a=1&b=2");
        Reply again = send("x.change", "k1", "b=2&a=1");
        assertThat(first.body().get("ok").asBoolean()).isTrue();
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(send("x.change", "k1", "a=2").error()).isEqualTo("idempotency_key_reused");
        assertThat(send("x.change", "x".repeat(256), "").error()).isEqualTo("invalid_idempotency_key");
    }

    @Test
    void refusalShouldBeKeptAndAFailureOfTheServerNot() throws Exception {
        assertThat(send("x.change", "k2", "error=IS_ARCHIVED").error()).isEqualTo("is_archived");
        assertThat(send("x.change", "k2", "error=IS_ARCHIVED").header("Idempotent-Replayed"))
                .isEqualTo("true");
        assertThat(send("x.change", "k3", "error=SERVICE_UNAVAILABLE").error()).isEqualTo("service_unavailable");
        Reply again = send("x.change", "k3", "error=SERVICE_UNAVAILABLE");
        assertThat(again.header("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void questionShouldBeAskedEachTime() throws Exception {
        Reply first = send("x.list", "k4", "");
        assertThat(send("x.list", "k4", "").body()).isNotEqualTo(first.body());
    }

    @Test
    void questionsShouldBeShedWhileAChangeGoesOn() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = threads.submit(() -> server.form("x.wait", token, ""));
            Reply shed;
            do {
                shed = server.form("x.list", token, "");
            } while (shed.status() == 200);
            assertThat(shed.status()).isEqualTo(429);
            assertThat(shed.error()).isEqualTo("overloaded");
            assertThat(Integer.parseInt(shed.header("Retry-After"))).isBetween(1, 5);
            assertThat(server.form("x.change", token, "").body().get("ok").asBoolean())
                    .isTrue();
            LET_GO.countDown();
            assertThat(waiting.get().status()).isEqualTo(200);
            assertThat(server.form("x.list", token, "").status()).isEqualTo(200);
        }
    }
}
