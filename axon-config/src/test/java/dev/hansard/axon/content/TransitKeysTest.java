// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Against a transit engine of a few lines, which keeps what it wraps in its ciphertext. */
class TransitKeysTest {
    private static final byte[] KEY = Aes.random(32);
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    Path folder;

    private final AtomicInteger failures = new AtomicInteger();
    private HttpServer server;
    private TransitKeys master;
    private int version;
    private int oldest = 1;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/transit/", this::answer);
        server.start();
        Path token = Files.writeString(folder.resolve("token"), "s.secret\n");
        var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/transit");
        master = new TransitKeys(new TransitSettings(url, "hansard", token, Duration.ofSeconds(5), 3));
    }

    @AfterEach
    void stop() {
        master.close();
        server.stop(0);
    }

    @Test
    void wrapsAndUnwrapsForOnePurpose() {
        master.start(false);
        byte[] wrapped = master.wrap(KEY, "a");
        assertThat(master.unwrap(wrapped, "a")).isEqualTo(KEY);
        assertThatThrownBy(() -> master.unwrap(wrapped, "b")).isInstanceOf(KeysRefused.class);
    }

    @Test
    void refusesToStartWhenTheKeyIsMissingWhileKeysDependOnIt() {
        assertThatThrownBy(() -> master.start(true))
                .isInstanceOf(KeysRefused.class)
                .hasMessageContaining("missing");
        assertThat(version).isZero();
    }

    @Test
    void triesAgainWhenTheServiceStumblesAndGivesUpWhenItStaysAway() {
        master.start(false);
        failures.set(2);
        assertThat(master.unwrap(master.wrap(KEY, "a"), "a")).isEqualTo(KEY);
        failures.set(99);
        assertThatThrownBy(() -> master.wrap(KEY, "a")).isInstanceOf(KeysUnavailable.class);
        assertThat(failures.get()).isEqualTo(96);
    }

    @Test
    void afterRotationOlderVersionsAreDestroyed() {
        master.start(false);
        byte[] old = master.wrap(KEY, "a");
        master.rotate();
        byte[] fresh = master.wrap(KEY, "a");
        assertThat(master.unwrap(old, "a")).isEqualTo(KEY);
        master.destroyOlder();
        assertThat(master.unwrap(fresh, "a")).isEqualTo(KEY);
        assertThatThrownBy(() -> master.unwrap(old, "a")).isInstanceOf(KeysRefused.class);
    }

    @Test
    void isSpokenToOnlyOverAnEncryptedConnectionUnlessItIsHere() {
        Path token = folder.resolve("token");
        assertThatThrownBy(() -> new TransitSettings(
                        URI.create("http://192.0.2.1/v1/transit"), "hansard", token, Duration.ofSeconds(5), 3))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode body = JSON.readTree("{}");
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        if (bytes.length > 0) body = JSON.readTree(bytes);
        String call = exchange.getRequestMethod()
                + ' '
                + exchange.getRequestURI().getPath().substring("/v1/transit/".length());
        ObjectNode data = JSON.createObjectNode();
        int status = 200;
        if (!"s.secret".equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) status = 403;
        else if (failures.get() > 0) {
            failures.decrementAndGet();
            status = 503;
        } else status = perform(call, body, data);
        byte[] text =
                JSON.createObjectNode().<ObjectNode>set("data", data).toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    private int perform(String call, JsonNode body, ObjectNode data) {
        switch (call) {
            case "GET keys/hansard" -> {
                if (version == 0) return 404;
                data.put("latest_version", version);
            }
            case "POST keys/hansard", "POST keys/hansard/rotate" -> version++;
            case "POST keys/hansard/config" -> {}
            case "POST keys/hansard/trim" ->
                oldest = body.path("min_available_version").asInt();
            case "POST encrypt/hansard" ->
                data.put(
                        "ciphertext",
                        "vault:v" + version + ":" + body.path("associated_data").asString() + ":"
                                + body.path("plaintext").asString());
            case "POST decrypt/hansard" -> {
                String[] parts = body.path("ciphertext").asString().split(":");
                boolean known = Integer.parseInt(parts[1].substring(1)) >= oldest;
                if (!known || !parts[2].equals(body.path("associated_data").asString())) return 400;
                data.put("plaintext", parts[3]);
            }
            default -> {
                return 405;
            }
        }
        return 200;
    }
}
