// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.CredentialEvents.TokenRevoked;
import dev.hansard.api.CredentialKey;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.TokenKind;
import dev.hansard.axon.store.StoreUnavailable;
import dev.hansard.edge.api.DoorServer.Reply;
import dev.hansard.edge.limits.Tier;
import dev.hansard.edge.wire.Json;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiDoorTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json; charset=utf-8";

    private static DoorServer server;
    private static String token;

    @BeforeAll
    static void start() {
        ApiMethod echo = ApiMethod.of(
                MethodSpec.of("t.echo", Tier.TIER4, "t:read", "t:write"),
                call -> Json.object()
                        .put("text", call.args().required("text"))
                        .put("user", call.user().value())
                        .put("correlation", call.origin().correlation())
                        .put("address", call.origin().address())
                        .put("base", call.baseUrl()));
        server = new DoorServer(
                Samples.limits(),
                echo,
                failing("t.refused", new Rejection(ErrorCode.IS_ARCHIVED)),
                failing("t.unavailable", new StoreUnavailable("secret host", new IllegalStateException())),
                failing("t.broken", new IllegalStateException("secret detail")));
        token = server.token(TokenKind.USER, Samples.ANN, "t:read", "a:a");
    }

    private static ApiMethod failing(String name, RuntimeException failure) {
        return ApiMethod.of(MethodSpec.of(name, Tier.TIER4), call -> {
            throw failure;
        });
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void formBodyWithTokenInHeaderShouldBeAnswered() throws Exception {
        Reply reply = server.form("t.echo", token, "text=a+b%26%C3%A9");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().get("ok").asBoolean()).isTrue();
        assertThat(reply.body().get("text").asString()).isEqualTo("a b&é");
        assertThat(reply.body().get("user").asString()).isEqualTo("U1ANN");
    }

    @Test
    void formBodyWithTokenInBodyShouldBeAnswered() throws Exception {
        Reply reply = server.send(server.request("t.echo")
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofString("text=x&token=" + token)));
        assertThat(reply.body().get("text").asString()).isEqualTo("x");
    }

    @Test
    void queryShouldBeAnsweredByGetAndPost() throws Exception {
        String target = "t.echo?text=x%20y&token=" + token;
        assertThat(server.send(server.request(target).GET()).body().get("text").asString())
                .isEqualTo("x y");
        assertThat(server.send(server.request(target).POST(BodyPublishers.noBody()))
                        .body()
                        .get("text")
                        .asString())
                .isEqualTo("x y");
    }

    @Test
    void jsonBodyShouldBeAnsweredWithTokenInHeaderOnly() throws Exception {
        assertThat(server.post("t.echo", token, JSON, "{\"text\":\"é\"}")
                        .body()
                        .get("text")
                        .asString())
                .isEqualTo("é");
        Reply inBody = server.send(server.request("t.echo")
                .header("Content-Type", JSON)
                .POST(BodyPublishers.ofString("{\"text\":\"x\",\"token\":\"" + token + "\"}")));
        assertThat(inBody.error()).isEqualTo("not_authed");
    }

    @Test
    void multipartBodyShouldBeAnswered() throws Exception {
        Reply reply = server.post("t.echo", token, "multipart/form-data; boundary=xx", multipart("text", "hä"));
        assertThat(reply.body().get("text").asString()).isEqualTo("hä");
    }

    @Test
    void headersShouldTellScopesAndCorrelation() throws Exception {
        Reply reply = server.form("t.echo", token, "text=x");
        assertThat(reply.header("X-OAuth-Scopes")).isEqualTo("a:a,t:read");
        assertThat(reply.header("X-Accepted-OAuth-Scopes")).isEqualTo("t:read,t:write");
        assertThat(reply.header("X-Slack-Req-Id"))
                .hasSize(32)
                .isEqualTo(reply.body().get("correlation").asString());
        assertThat(reply.body().get("address").asString()).isEqualTo("loopback");
        assertThat(reply.body().get("base").asString()).startsWith("http://127.0.0.1:");
    }

    @Test
    void unknownMethodShouldBeToldWithoutToken() throws Exception {
        Reply reply = server.send(server.request("no.such").GET());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.error()).isEqualTo("unknown_method");
    }

    @Test
    void badTokensShouldBeTold() throws Exception {
        assertThat(server.send(server.request("t.echo").GET()).error()).isEqualTo("not_authed");
        assertThat(server.form("t.echo", "xoxb-garbage", "").error()).isEqualTo("invalid_auth");
        assertThat(server.form("t.echo", "xoxp-T1-K9-unknown", "").error()).isEqualTo("invalid_auth");
    }

    @Test
    void revokedTokenShouldStopWorkingAtOnce() throws Exception {
        String doomed = server.token(TokenKind.USER, Samples.BOB, "t:read");
        assertThat(server.form("t.echo", doomed, "text=x").body().get("ok").asBoolean())
                .isTrue();
        server.forget();
        try {
            assertThat(server.form("t.echo", doomed, "text=x").body().get("ok").asBoolean())
                    .isTrue();
            server.feed.commit(new TokenRevoked(new CredentialKey(Samples.TEAM, "K1"), Samples.BOB));
            assertThat(server.form("t.echo", doomed, "text=x").error()).isEqualTo("invalid_auth");
        } finally {
            token = server.token(TokenKind.USER, Samples.ANN, "t:read", "a:a");
        }
    }

    @Test
    void missingArgumentShouldBeNamed() throws Exception {
        Reply reply = server.form("t.echo", token, "");
        assertThat(reply.error()).isEqualTo("invalid_arguments");
        assertThat(reply.explanation()).isEqualTo("[ERROR] missing required field: text");
    }

    @Test
    void missingScopeShouldSayWhatIsNeeded() throws Exception {
        String poor = server.token(TokenKind.BOT, Samples.ROBOT, "x:y", "a:b");
        Reply reply = server.form("t.echo", poor, "text=x");
        assertThat(reply.error()).isEqualTo("missing_scope");
        assertThat(reply.body().get("needed").asString()).isEqualTo("t:read,t:write");
        assertThat(reply.body().get("provided").asString()).isEqualTo("a:b,x:y");
        assertThat(reply.header("X-OAuth-Scopes")).isEqualTo("a:b,x:y");
    }

    @Test
    void appTokenShouldOnlyDoWhatAppTokensDo() throws Exception {
        String app = server.token(TokenKind.APP, Samples.ROBOT, "t:read");
        assertThat(server.form("t.echo", app, "text=x").error()).isEqualTo("not_allowed_token_type");
    }

    @ParameterizedTest
    @CsvSource({"t.refused,is_archived", "t.unavailable,service_unavailable", "t.broken,internal_error"})
    void failuresShouldBeAnsweredWithHttp200AndNoDetail(String method, String code) throws Exception {
        Reply reply = server.form(method, token, "");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().toString()).isEqualTo("{\"ok\":false,\"error\":\"" + code + "\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json|{\"text\":|invalid_json",
                "application/json|{} {}|invalid_json",
                "application/json|[1]|json_not_object",
                "application/json; charset=utf-16|{}|invalid_charset",
                "application/json; charset=nonsense|{}|invalid_charset",
                "application/x-www-form-urlencoded; charset=shift_jis|text=x|invalid_charset",
                "application/x-www-form-urlencoded|text=%zz|invalid_form_data",
                "application/x-www-form-urlencoded|text=%ff%fe|invalid_form_data",
                "text/plain|text=x|invalid_post_type",
                "nonsense|text=x|invalid_post_type",
                "multipart/form-data|text=x|invalid_form_data",
            })
    void unreadableBodiesShouldBeTold(String type, String body, String code) throws Exception {
        Reply reply = server.post("t.echo", token, type, body);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.error()).isEqualTo(code);
    }

    @Test
    void bodyWithoutTypeShouldBeTold() throws Exception {
        Reply reply = server.send(server.request("t.echo")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString("text=x")));
        assertThat(reply.error()).isEqualTo("missing_post_type");
    }

    @Test
    void oversizedBodiesShouldBeToldInEveryForm() throws Exception {
        String large = "x".repeat(65 * 1024);
        assertTooLarge(server.form("t.echo", token, "text=" + large));
        assertTooLarge(server.post("t.echo", token, JSON, "{\"text\":\"" + large + "\"}"));
        assertTooLarge(server.post("t.echo", token, "multipart/form-data; boundary=xx", multipart("text", large)));
        byte[] chunked = ("text=" + large).getBytes(StandardCharsets.UTF_8);
        assertTooLarge(server.send(server.request("t.echo")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(chunked)))));
    }

    private static void assertTooLarge(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.error()).isEqualTo("invalid_arguments");
        assertThat(reply.explanation()).contains("larger than 65536 bytes");
    }

    private static String multipart(String name, String value) {
        return "--xx\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n--xx--\r\n";
    }
}
