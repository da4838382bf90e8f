// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.MethodsClient;
import com.slack.api.model.Message;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code Idempotency-Key} as somebody meets it whose connection broke and who sends everything again. */
class IdempotencyIT extends SdkTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final MethodsClient max = as("max");
    private final String key = UUID.randomUUID().toString();

    private record Reply(JsonNode body, boolean replayed) {
        String ts() {
            assertThat(body.path("ok").asBoolean()).as("%s", body).isTrue();
            return body.path("ts").asString();
        }
    }

    private Reply send(String token, String method, String... arguments) throws Exception {
        var form = new StringBuilder();
        for (int i = 0; i < arguments.length; i += 2) {
            form.append(arguments[i]).append('=');
            form.append(URLEncoder.encode(arguments[i + 1], StandardCharsets.UTF_8))
                    .append('&');
        }
        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(SdkServer.usual().url().resolve("/api/" + method))
                        .header("Authorization", "Bearer " + token)
                        .header("Idempotency-Key", key)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form.toString()))
                        .build(),
                BodyHandlers.ofString());
        return new Reply(
                JsonMapper.shared().readTree(response.body()),
                response.headers().firstValue("Idempotent-Replayed").isPresent());
    }

    private List<String> texts(String channel) throws Exception {
        return history(max, channel).stream().map(Message::getText).toList();
    }

    @Test
    void postThatIsSentAgainShouldBeThereOnce() throws Exception {
        String channel = channel(max, MINA);
        String token = SdkServer.usual().token("max");
        Reply first = send(token, "chat.postMessage", "channel", channel, "text", "once");
        Reply again = send(token, "chat.postMessage", "channel", channel, "text", "once");
        assertThat(first.replayed()).isFalse();
        assertThat(again.replayed()).isTrue();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(send(token, "chat.postMessage", "channel", channel, "text", "twice")
                        .body()
                        .path("error")
                        .asString())
                .isEqualTo("idempotency_key_reused");
        // With another token nothing is known of the first call, as after a server that died before it kept the answer.
        Reply other = send(SdkServer.usual().issue("max"), "chat.postMessage", "channel", channel, "text", "once");
        assertThat(other.replayed()).isFalse();
        assertThat(other.ts()).isEqualTo(first.ts());
        assertThat(texts(channel)).containsExactly("once");
    }

    @Test
    void postThatIsSentManyTimesAtOnceShouldBeThereOnce() throws Exception {
        String channel = channel(max, MINA);
        List<String> tokens =
                List.of(SdkServer.usual().token("max"), SdkServer.usual().issue("max"));
        Set<String> found = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> replies = IntStream.range(0, 20)
                    .mapToObj(i -> threads.submit(
                            () -> send(tokens.get(i % 2), "chat.postMessage", "channel", channel, "text", "once")))
                    .toList();
            for (Future<Reply> reply : replies) found.add(reply.get().ts());
        }
        assertThat(found).hasSize(1);
        assertThat(texts(channel)).containsExactly("once");
    }

    @Test
    void messageShouldBeScheduledOnce() throws Exception {
        String channel = channel(max, MINA);
        String soon = Long.toString(Instant.now().getEpochSecond() + 3_600);
        String[] arguments = {"channel", channel, "text", "later", "post_at", soon};
        Reply first = send(SdkServer.usual().token("max"), "chat.scheduleMessage", arguments);
        Reply other = send(SdkServer.usual().issue("max"), "chat.scheduleMessage", arguments);
        assertThat(other.body()).isEqualTo(first.body());
        assertThat(ok(max.chatScheduledMessagesList(r -> r.channel(channel))).getScheduledMessages())
                .singleElement()
                .satisfies(message -> assertThat(message.getId())
                        .isEqualTo(first.body().path("scheduled_message_id").asString()));
    }

    @Test
    void accountShouldBeMadeOnce() {
        var owner = new Scim(SdkServer.usual().issue("olivia", "admin"));
        String name = freshName("idem");
        String body = "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'" + name
                + "','emails':[{'primary':true,'value':'" + name + "@acme.test'}]}";
        Scim.Reply first =
                owner.send("POST", "Users", body, "Idempotency-Key", key).is(201);
        Scim.Reply again =
                owner.send("POST", "Users", body, "Idempotency-Key", key).is(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        owner.send("POST", "Users", body.replace("idem", "other"), "Idempotency-Key", key)
                .is(422);
    }
}
