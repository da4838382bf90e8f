// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditEntry;
import dev.hansard.api.AuditQueries.FindAuditEntries;
import dev.hansard.api.AuditQueries.Page;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Role;
import dev.hansard.api.TokenKind;
import dev.hansard.edge.wire.Json;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Audit Logs API and what the door itself puts on the trail. */
class AuditLogsTest {
    private static final String LOGS = "/audit/v1/logs";

    private final DoorServer door = new DoorServer(
            Samples.limits(),
            ApiMethod.of(MethodSpec.of("team.close", dev.hansard.edge.limits.Tier.TIER3, "admin"), call -> {
                throw new dev.hansard.api.Rejection(
                        ErrorCode.valueOf(call.args().text("code")));
            }));

    @AfterEach
    void close() {
        door.close();
    }

    private String owner() {
        return door.token(TokenKind.USER, Samples.ANN, Role.OWNER, "auditlogs:read", "admin");
    }

    private DoorServer.Reply get(String path, String token) throws Exception {
        var request = door.at(path).header("User-Agent", "siem/1.0");
        return door.send(token == null ? request : request.header("Authorization", "Bearer " + token));
    }

    @Test
    void logsShouldBePassedOnAsTheyAreRead() throws Exception {
        door.sides.on(FindAuditEntries.class, query -> new Page(List.of("{\"id\":\"1\"}", "{\"id\":\"2\"}"), "next="));

        var reply = get(
                LOGS + "?latest=20&oldest=10&limit=2&action=user_created,channel_renamed&actor=U1&entity=C1"
                        + "&cursor=abc",
                owner());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(Json.text(reply.body()))
                .isEqualTo("{\"entries\":[{\"id\":\"1\"},{\"id\":\"2\"}],"
                        + "\"response_metadata\":{\"next_cursor\":\"next=\"}}");
        var asked = (FindAuditEntries) door.sides.asked.getLast();
        assertThat(asked.workspace()).isEqualTo(Samples.TEAM);
        assertThat(asked.filter().oldest()).isEqualTo(10);
        assertThat(asked.filter().latest()).isEqualTo(20);
        assertThat(asked.filter().actions()).isEqualTo(Set.of(AuditAction.USER_CREATED, AuditAction.CHANNEL_RENAMED));
        assertThat(asked.filter().actor()).isEqualTo("U1");
        assertThat(asked.filter().entity()).isEqualTo("C1");
        assertThat(asked.cursor()).isEqualTo("abc");
        assertThat(asked.limit()).isEqualTo(2);
        assertThat(asked.asker().userAgent()).isEqualTo("siem/1.0");
        assertThat(asked.asker().ip()).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,invalid_limit",
        "limit=10000,invalid_limit",
        "limit=x,invalid_limit",
        "oldest=yesterday,invalid_arguments",
        "latest=-1,invalid_arguments",
        "action=user_created;x,invalid_arguments"
    })
    void wrongArgumentShouldBeAnHttp400(String query, String error) throws Exception {
        var reply = get(LOGS + "?" + query, owner());
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error()).isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource({"NOT_AUTHORIZED,403", "INVALID_CURSOR,400", "SERVICE_UNAVAILABLE,503", "INTERNAL_ERROR,500"})
    void refusalOfTheTrailShouldHaveItsStatus(ErrorCode code, int status) throws Exception {
        door.sides.refuse(FindAuditEntries.class, code);
        var reply = get(LOGS, owner());
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.error()).isEqualTo(code.wire());
    }

    @Test
    void nobodyShouldGetInWithoutAGoodToken() throws Exception {
        assertThat(get(LOGS, null).status()).isEqualTo(401);
        assertThat(get(LOGS, null).error()).isEqualTo("not_authed");
        assertThat(get(LOGS, "xoxp-T1-K1-unknown").status()).isEqualTo(401);
        assertThat(door.audited).extracting(AuditEntry::action).containsExactly(AuditAction.USER_LOGIN_FAILED);
    }

    @Test
    void botsAndTokensWithoutTheScopeShouldBeRefusedOnTheTrail() throws Exception {
        String bot = door.token(TokenKind.BOT, Samples.ANN, Role.OWNER, "auditlogs:read");
        String scopeless = door.token(TokenKind.USER, Samples.ANN, Role.OWNER, "chat:write");

        assertThat(get(LOGS, bot).status()).isEqualTo(403);
        var reply = get(LOGS, scopeless);

        assertThat(reply.status()).isEqualTo(403);
        assertThat(Json.text(reply.body()))
                .isEqualTo("{\"ok\":false,\"error\":\"missing_scope\",\"needed\":\"auditlogs:read\","
                        + "\"provided\":\"chat:write\"}");
        assertThat(door.audited)
                .extracting(AuditEntry::reason)
                .containsExactly("not_allowed_token_type", "missing_scope");
        assertThat(door.audited).allMatch(entry -> entry.details().get("method").equals("audit.logs"));
        assertThat(door.sides.asked).noneMatch(FindAuditEntries.class::isInstance);
    }

    @Test
    void actionsAndSchemasShouldBeOpen() throws Exception {
        var actions = get("/audit/v1/actions", null).body().path("actions");
        int listed = 0;
        for (var group : actions) listed += group.size();
        assertThat(listed).isEqualTo(AuditAction.values().length);
        assertThat(actions.path("user").toString()).contains("\"user_created\"");
        assertThat(get("/audit/v1/schemas", null).body().path("schemas").get(1).toString())
                .isEqualTo("{\"type\":\"user\",\"user\":{\"id\":\"string\",\"name\":\"string\",\"email\":\"string\","
                        + "\"team\":\"string\"}}");
    }

    @Test
    void anythingElseShouldBeAnHttp404() throws Exception {
        var reply = get("/audit/v1/secrets", owner());
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.error()).isEqualTo("unknown_method");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOT_ADMIN", "RESTRICTED_ACTION", "CANT_DELETE_MESSAGE"})
    void callThatWasNotAllowedShouldBeOnTheTrail(String code) throws Exception {
        door.form("team.close", owner(), "code=" + code);
        AuditEntry entry = door.audited.getFirst();
        assertThat(entry.action()).isEqualTo(AuditAction.ACTION_REFUSED);
        assertThat(entry.outcome()).isEqualTo(AuditEntry.Outcome.REFUSED);
        assertThat(entry.reason()).isEqualTo(ErrorCode.valueOf(code).wire());
        assertThat(entry.details()).containsEntry("method", "team.close");
    }

    @Test
    void callThatWasOnlyWrongShouldNotBeOnTheTrail() throws Exception {
        door.form("team.close", owner(), "code=CHANNEL_NOT_FOUND");
        door.form("team.close", owner(), "code=INVALID_ARGUMENTS");
        assertThat(door.audited).isEmpty();
    }
}
