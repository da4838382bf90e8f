// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The ways into the Web API that the SDK does not take, as bare HTTP. */
class DoorIT extends SdkTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json; charset=utf-8";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String token = SdkServer.usual().token("max");

    @Test
    void formShouldBeTakenWithItsTokenInTheHeaderOrTheBody() throws Exception {
        String channel = channel(as("max"));

        JsonNode byHeader = json(post("chat.postMessage", FORM, "channel=" + channel + "&text=caf%C3%A9+1", token));
        JsonNode byBody =
                json(post("chat.postMessage", FORM, "token=" + token + "&channel=" + channel + "&text=2", null));

        assertThat(byHeader.path("message").path("text").asString()).isEqualTo("café 1");
        assertThat(byBody.path("message").path("text").asString()).isEqualTo("2");
    }

    @Test
    void jsonShouldBeTakenWithItsTokenInTheHeaderOnly() throws Exception {
        String channel = channel(as("max"));
        String body = """
                {"channel": "%s", "text": "from JSON", "blocks": [{"type": "divider"}], "unfurl_links": false}""".formatted(channel);

        JsonNode posted = json(post("chat.postMessage", JSON, body, token));

        assertThat(posted.path("message").path("text").asString()).isEqualTo("from JSON");
        assertThat(posted.path("message").path("blocks").size()).isEqualTo(1);
        String withToken = "{\"token\": \"" + token + "\", \"channel\": \"" + channel + "\", \"text\": \"x\"}";
        assertError(post("chat.postMessage", JSON, withToken, null), "not_authed");
    }

    @Test
    void getShouldBeTakenWithArgumentsInTheQuery() throws Exception {
        String channel = channel(as("max"));
        String ts = post(as("max"), channel, "to be read");

        JsonNode byHeader = json(get("conversations.history?channel=" + channel + "&limit=1", token));
        JsonNode byQuery = json(get("conversations.history?token=" + token + "&channel=" + channel, null));

        assertThat(byHeader.path("messages").path(0).path("ts").asString()).isEqualTo(ts);
        assertThat(byQuery.path("ok").asBoolean()).isTrue();
    }

    @Test
    void multipartFormShouldBeTaken() throws Exception {
        String channel = channel(as("max"));
        String body = part("channel", channel) + part("text", "in parts") + "--frontier--\r\n";

        JsonNode posted = json(post("chat.postMessage", "multipart/form-data; boundary=frontier", body, token));

        assertThat(posted.path("message").path("text").asString()).isEqualTo("in parts");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | {\"channel\":        | invalid_json",
                "application/json | [1, 2]               | json_not_object",
                "text/plain       | channel=x            | invalid_post_type",
                "application/json; charset=utf-16 | {}   | invalid_charset",
                "application/x-www-form-urlencoded | a=%ZZ | invalid_form_data",
            })
    void damagedBodyShouldBeRefusedWithStatus200(String type, String body, String error) throws Exception {
        assertError(post("chat.postMessage", type, body, token), error);
    }

    @Test
    void attachmentsShouldBeRefusedWhenTheyAreNoArray() throws Exception {
        String channel = channel(as("max"));

        assertError(
                post("chat.postMessage", FORM, "channel=" + channel + "&attachments=%7B%7D", token),
                "invalid_attachments");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "conversations.list    | types=public_channel,nonsense         | invalid_types",
                "users.list            | limit=many                            | invalid_limit",
                "chat.scheduleMessage  | channel=C0GENERAL00&text=x&post_at=soon | invalid_time",
                "dnd.setSnooze         | num_minutes=many                      | snooze_failed",
                "users.profile.set     | profile=%5B%5D                        | invalid_profile",
                "conversations.invite  | channel=C0GENERAL00&users=%5B1%5D     | invalid_array_arg",
                "chat.postMessage      | channel=C0GENERAL00&text=x&mrkdwn=2   | invalid_arguments",
            })
    void argumentThatTheSdkWouldNotSendShouldBeRefused(String method, String form, String error) throws Exception {
        assertError(post(method, FORM, form, token), error);
    }

    @Test
    void openShouldMakeNothingWhenItMayNot() throws Exception {
        String form = "prevent_creation=true&users=" + Cast.id("extra12");

        assertError(post("conversations.open", FORM, form, SdkServer.usual().token("mina")), "channel_not_found");
    }

    @Test
    void callShouldBeRefusedByNameAndByToken() throws Exception {
        assertError(post("no.such.method", FORM, "", token), "unknown_method");
        assertError(get("chat.nothing", token), "unknown_method");
        assertError(post("users.list", FORM, "", null), "not_authed");
        assertError(post("users.list", FORM, "", "xoxb-nonsense"), "invalid_auth");
        JsonNode missing = json(post("users.info", FORM, "", token));
        assertThat(missing.path("error").asString()).isEqualTo("invalid_arguments");
        assertThat(missing.path("response_metadata").path("messages").path(0).asString())
                .isEqualTo("[ERROR] missing required field: user");
    }

    @Test
    void sameClientMessageIdShouldGiveTheFirstMessageBack() throws Exception {
        String channel = channel(as("max"));
        String form = "channel=" + channel + "&text=once&client_msg_id=" + UUID.randomUUID();

        JsonNode first = json(post("chat.postMessage", FORM, form, token));
        JsonNode second = json(post("chat.postMessage", FORM, form, token));

        assertThat(first.has("is_duplicate")).isFalse();
        assertThat(second.path("is_duplicate").asBoolean()).isTrue();
        assertThat(second.path("ts")).isEqualTo(first.path("ts"));
        assertThat(history(as("max"), channel)).hasSize(1);
    }

    @Test
    void scopesShouldBeToldWithoutBlanks() throws Exception {
        HttpResponse<String> answer = post("api.test", FORM, "", token);

        assertThat(answer.headers().firstValue("X-OAuth-Scopes").orElseThrow())
                .contains("chat:write,")
                .doesNotContain(" ");
    }

    @Test
    void tooManyCallsShouldBeToldWhenToComeBack() throws Exception {
        SdkServer limited = SdkServer.onePort();
        URI url = URI.create(limited.apiUrl() + "emoji.list");
        HttpResponse<String> last = null;
        for (int i = 0; i <= SdkServer.EMOJI_LIMIT; i++)
            last = send(authorized(url, limited.token("max")).GET());

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(json(last).path("error").asString()).isEqualTo("ratelimited");
        assertThat(last.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 60L);
        assertThat(send(authorized(url, limited.token("mina")).GET()).statusCode())
                .as("somebody else")
                .isEqualTo(200);
    }

    private static String part(String name, String value) {
        return "--frontier\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private HttpResponse<String> post(String method, String type, String body, String bearer) throws Exception {
        return send(authorized(url(method), bearer).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String methodAndQuery, String bearer) throws Exception {
        return send(authorized(url(methodAndQuery), bearer).GET());
    }

    private static URI url(String method) {
        return URI.create(SdkServer.usual().apiUrl() + method);
    }

    private static HttpRequest.Builder authorized(URI url, String bearer) {
        var request = HttpRequest.newBuilder(url);
        return bearer == null ? request : request.header("Authorization", "Bearer " + bearer);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static void assertError(HttpResponse<String> answer, String code) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("ok").asBoolean(true)).isFalse();
        assertThat(json(answer).path("error").asString()).isEqualTo(code);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
