// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The master key in a key service that speaks Vault's transit protocol: it never leaves there. A request that fails for want of an
 * answer is tried again with growing pauses.
 */
public final class TransitKeys implements KeyService {
    private static final Logger LOG = LoggerFactory.getLogger(TransitKeys.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long FIRST_PAUSE_MILLIS = 100;

    private record Answer(int status, JsonNode body) {}

    private final TransitSettings settings;
    private final HttpClient http;

    public TransitKeys(TransitSettings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .build();
    }

    @Override
    public void start(boolean inUse) {
        int status = ask("GET", "keys/" + settings.key(), null).status();
        if (status == 200) return;
        if (status != 404) throw refused(status, "looking for");
        if (inUse) {
            throw new KeysRefused("the master key is missing: there is none at " + describe()
                    + ". What people wrote cannot be read without it, and nothing was changed");
        }
        require(ask("POST", "keys/" + settings.key(), JSON.createObjectNode().put("type", "aes256-gcm96")), "making");
        LOG.info("Made the master key at {}", describe());
    }

    @Override
    public byte[] wrap(byte[] key, String context) {
        ObjectNode request = request(context).put("plaintext", base64(key));
        Answer answer = require(ask("POST", "encrypt/" + settings.key(), request), "using");
        return text(answer, "ciphertext").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] unwrap(byte[] wrapped, String context) {
        ObjectNode request = request(context).put("ciphertext", new String(wrapped, StandardCharsets.US_ASCII));
        Answer answer = ask("POST", "decrypt/" + settings.key(), request);
        if (answer.status() == 400) {
            throw new KeysRefused("the master key at " + describe()
                    + " is not the one that this record's keys were wrapped with. Nothing was changed");
        }
        return Base64.getDecoder().decode(text(require(answer, "using"), "plaintext"));
    }

    @Override
    public void rotate() {
        require(ask("POST", "keys/" + settings.key() + "/rotate", JSON.createObjectNode()), "rotating");
    }

    @Override
    public void destroyOlder() {
        Answer key = require(ask("GET", "keys/" + settings.key(), null), "looking for");
        int newest = key.body().path("data").path("latest_version").asInt();
        ObjectNode limits =
                JSON.createObjectNode().put("min_decryption_version", newest).put("min_encryption_version", newest);
        require(ask("POST", "keys/" + settings.key() + "/config", limits), "limiting");
        ObjectNode trim = JSON.createObjectNode().put("min_available_version", newest);
        require(ask("POST", "keys/" + settings.key() + "/trim", trim), "trimming");
    }

    @Override
    public String describe() {
        return settings.url() + "/keys/" + settings.key();
    }

    @Override
    public void close() {
        http.close();
    }

    private Answer ask(String method, String path, @Nullable ObjectNode body) {
        for (int tries = 1; ; tries++) {
            try {
                HttpResponse<String> response = http.send(request(method, path, body), BodyHandlers.ofString());
                int status = response.statusCode();
                if (status != 429 && status < 500) return new Answer(status, parse(response.body()));
                if (tries >= settings.tries()) throw unavailable(new IOException("status " + status));
            } catch (IOException e) {
                if (tries >= settings.tries()) throw unavailable(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw unavailable(e);
            }
            pause(tries);
        }
    }

    private HttpRequest request(String method, String path, @Nullable ObjectNode body) throws IOException {
        String token = Files.readString(settings.tokenFile()).strip();
        return HttpRequest.newBuilder(URI.create(settings.url() + "/" + path))
                .header("X-Vault-Token", token)
                .header("Content-Type", "application/json")
                .timeout(settings.timeout())
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build();
    }

    private static JsonNode parse(String body) throws IOException {
        try {
            return body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JacksonException e) {
            throw new IOException("the answer is no JSON", e);
        }
    }

    /** What the key is for is bound to it as additional data. */
    private static ObjectNode request(String context) {
        return JSON.createObjectNode().put("associated_data", base64(context.getBytes(StandardCharsets.UTF_8)));
    }

    private Answer require(Answer answer, String doing) {
        if (answer.status() / 100 != 2) throw refused(answer.status(), doing);
        return answer;
    }

    private KeysUnavailable refused(int status, String doing) {
        return new KeysUnavailable(
                doing + " the master key at " + describe() + " was refused with status " + status,
                new IOException("status " + status));
    }

    private KeysUnavailable unavailable(Exception cause) {
        return new KeysUnavailable("the key service at " + describe() + " does not answer", cause);
    }

    private String text(Answer answer, String field) {
        String text = answer.body().path("data").path(field).asString("");
        if (text.isEmpty()) throw unavailable(new IOException("the answer has no " + field));
        return text;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static void pause(int tries) {
        long longest = FIRST_PAUSE_MILLIS << tries;
        try {
            Thread.sleep(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
