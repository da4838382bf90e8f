// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code auth.*} and {@code api.test}. */
class AuthIT extends SdkTest {
    @Test
    void authTestShouldSayWhoAPersonIs() throws Exception {
        var answer = ok(as("max").authTest(r -> r));

        assertThat(answer.getUserId()).isEqualTo(MAX);
        assertThat(answer.getUser()).isEqualTo("max");
        assertThat(answer.getTeamId()).isEqualTo(TEAM);
        assertThat(answer.getTeam()).isEqualTo("Demo");
        assertThat(answer.getUrl()).isEqualTo(SdkServer.usual().url() + "/");
        assertThat(answer.getBotId()).isNull();
        assertThat(answer.isEnterpriseInstall()).isFalse();
    }

    @Test
    void authTestShouldNameTheBotWhenTheTokenIsABots() throws Exception {
        var answer = ok(as("botty").authTest(r -> r));

        assertThat(answer.getUserId()).isEqualTo(BOTTY);
        assertThat(answer.getBotId()).isEqualTo("B0BOTTY0000");
    }

    @Test
    void callsShouldBeRefusedWhenTheTokenIsNoneOfOurs() throws Exception {
        refused(withToken("xoxp-no-such-token-of-ours").authTest(r -> r), "invalid_auth");
        refused(withToken(SdkServer.usual().token("max") + "0").usersList(r -> r), "invalid_auth");
    }

    @Test
    void callsShouldBeRefusedWhenTheTokenWasRevoked() throws Exception {
        var client = withToken(SdkServer.usual().issue("max"));
        ok(client.authTest(r -> r));

        assertThat(ok(client.authRevoke(r -> r.test(true))).isRevoked()).isFalse();
        ok(client.authTest(r -> r));
        assertThat(ok(client.authRevoke(r -> r)).isRevoked()).isTrue();

        refused(client.authTest(r -> r), "token_revoked");
        refused(client.chatPostMessage(r -> r.channel(GENERAL).text("too late")), "token_revoked");
    }

    @Test
    void callsShouldBeRefusedWhenTheScopeIsMissing() throws Exception {
        var client = withToken(SdkServer.usual().issue("max", "users:read"));
        ok(client.usersInfo(r -> r.user(MINA)));

        var answer = client.chatPostMessage(r -> r.channel(GENERAL).text("no"));

        refused(answer, "missing_scope");
        assertThat(answer.getNeeded()).contains("chat:write");
        assertThat(answer.getProvided()).isEqualTo("users:read");
        assertThat(answer.getHttpResponseHeaders().get("x-oauth-scopes")).containsExactly("users:read");
        refused(client.conversationsHistory(r -> r.channel(GENERAL)), "missing_scope");
    }

    @Test
    void callsShouldBeRefusedWhenTheKindOfTokenIsWrong() throws Exception {
        refused(as("botty").dndSetSnooze(r -> r.numMinutes(5)), "not_allowed_token_type");
    }

    @Test
    void addressesShouldBeHiddenWithoutTheirScope() throws Exception {
        var client = withToken(SdkServer.usual().issue("max", "users:read"));

        assertThat(ok(client.usersInfo(r -> r.user(MINA)))
                        .getUser()
                        .getProfile()
                        .getEmail())
                .isNull();
        assertThat(ok(as("max").usersInfo(r -> r.user(MINA)))
                        .getUser()
                        .getProfile()
                        .getEmail())
                .isEqualTo("mina@demo.example");
    }

    @Test
    void apiTestShouldGiveBackWhatItWasSent() throws Exception {
        assertThat(ok(as("max").apiTest(r -> r.foo("bar"))).getArgs().getFoo()).isEqualTo("bar");

        var failure = as("max").apiTest(r -> r.foo("bar").error("my_error"));
        refused(failure, "my_error");
        assertThat(failure.getArgs().getError()).isEqualTo("my_error");
    }
}
