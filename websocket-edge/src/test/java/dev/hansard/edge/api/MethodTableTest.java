// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.TokenKind;
import dev.hansard.edge.api.DoorServer.Reply;
import dev.hansard.edge.limits.LimitSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MethodTableTest {

    private static final String[] METHODS = {
        "api.test",
        "auth.test",
        "auth.revoke",
        "chat.postMessage",
        "chat.meMessage",
        "chat.update",
        "chat.delete",
        "chat.getPermalink",
        "chat.scheduleMessage",
        "chat.deleteScheduledMessage",
        "chat.scheduledMessages.list",
        "conversations.create",
        "conversations.list",
        "conversations.info",
        "conversations.join",
        "conversations.leave",
        "conversations.invite",
        "conversations.kick",
        "conversations.members",
        "conversations.history",
        "conversations.replies",
        "conversations.open",
        "conversations.close",
        "conversations.mark",
        "conversations.rename",
        "conversations.setTopic",
        "conversations.setPurpose",
        "conversations.archive",
        "conversations.unarchive",
        "users.list",
        "users.info",
        "users.lookupByEmail",
        "users.conversations",
        "users.profile.get",
        "users.profile.set",
        "dnd.info",
        "dnd.setSnooze",
        "dnd.endSnooze",
        "reactions.add",
        "reactions.remove",
        "reactions.get",
        "pins.add",
        "pins.remove",
        "pins.list",
        "search.messages",
        "search.files",
        "search.all",
        "team.info",
        "emoji.list",
        "bots.info"
    };

    @Test
    void everyMethodShouldBeServedAndDescribed() throws Exception {
        String manual = Files.readString(Path.of(System.getProperty("hansard.root", ".."), "docs/api.md"));
        try (var server = new DoorServer(Samples.limits())) {
            assertThat(server.methods()).contains(METHODS);
            assertThat(server.methods()).allMatch(method -> manual.contains("`" + method + "`"));
        }
    }

    @Test
    void spentAllowanceShouldBe429WithWholeSecondsToWait() throws Exception {
        var one = new LimitSettings(60, 600, 3_000, 6_000, 12_000, 20_000, 12_000, Map.of("emoji.list", 1), 300);
        try (var server = new DoorServer(one)) {
            String token = server.token(TokenKind.USER, Samples.ANN, "emoji:read");
            assertThat(server.form("emoji.list", token, "").status()).isEqualTo(200);
            Reply refused = server.form("emoji.list", token, "");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.body().toString()).isEqualTo("{\"ok\":false,\"error\":\"ratelimited\"}");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(58, 60);
            String other = server.token(TokenKind.BOT, Samples.ROBOT, "emoji:read");
            assertThat(server.form("emoji.list", other, "").status()).isEqualTo(200);
        }
    }

    @Test
    void tooManyBadTokensFromOneAddressShouldBe429() throws Exception {
        var few = new LimitSettings(60, 600, 3_000, 6_000, 12_000, 20_000, 12_000, Map.of(), 2);
        try (var server = new DoorServer(few)) {
            String known = server.token(TokenKind.USER, Samples.ANN, "emoji:read");
            assertThat(server.form("emoji.list", known, "").status()).isEqualTo(200);
            assertThat(server.form("emoji.list", "xoxp-T1-K9-a", "").error()).isEqualTo("invalid_auth");
            assertThat(server.form("emoji.list", "xoxp-T1-K9-b", "").error()).isEqualTo("invalid_auth");
            assertThat(server.form("emoji.list", "xoxp-T1-K9-c", "").status()).isEqualTo(429);
            assertThat(server.form("emoji.list", known, "").status())
                    .as("a token that is known to be good")
                    .isEqualTo(200);
        }
    }
}
