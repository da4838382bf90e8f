// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageView;
import dev.hansard.api.MessageView.Notice;
import dev.hansard.api.MessageView.Pinned;
import dev.hansard.api.MessageView.Reaction;
import dev.hansard.api.MessageView.ThreadSummary;
import dev.hansard.api.Ts;
import dev.hansard.edge.api.Samples;
import dev.hansard.edge.wire.BotNames.BotName;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageJsonTest {

    private static final Ts LATER = Ts.of("1700000001.000000");

    private final MessageJson json =
            new MessageJson((workspace, bot) -> new BotName(bot, "A1ROBOT", "Robot", false, 1_700_000_000));

    private static MessageView view(String subtype, String bot, MessageContent content, Ts thread) {
        return new MessageView(
                Samples.GENERAL,
                Samples.TS,
                subtype,
                Samples.ANN,
                bot,
                bot == null ? null : "A1ROBOT",
                content,
                thread,
                false,
                "11-22",
                null,
                null,
                null,
                List.of(),
                null,
                null);
    }

    @Test
    void plainMessageShouldCarryItsFacts() {
        assertThat(json.message(view(null, null, MessageContent.ofText("hi & bye"), null), false)
                        .toString())
                .isEqualTo("{\"type\":\"message\",\"ts\":\"1700000000.000100\",\"user\":\"U1ANN\","
                        + "\"text\":\"hi & bye\",\"team\":\"T1\",\"client_msg_id\":\"11-22\"}");
    }

    @Test
    void jsonPartsShouldAppearAsSentAndMetadataOnlyWhenAsked() {
        var content = new MessageContent(
                "t",
                "[{\"type\":\"divider\"}]",
                "[{\"id\":1}]",
                "{\"event_type\":\"e\",\"event_payload\":{}}",
                null,
                null,
                "{\"upload\":true,\"text\":\"forged\",\"files\":[{\"id\":\"F1\"}]}");
        var shown = json.message(view(null, null, content, null), false);
        assertThat(shown.get("blocks").toString()).isEqualTo("[{\"type\":\"divider\"}]");
        assertThat(shown.get("attachments").toString()).isEqualTo("[{\"id\":1}]");
        assertThat(shown.get("files").toString()).isEqualTo("[{\"id\":\"F1\"}]");
        assertThat(shown.get("text").asString())
                .as("an extra field never hides our own")
                .isEqualTo("t");
        assertThat(shown.has("metadata")).isFalse();
        assertThat(json.message(view(null, null, content, null), true)
                        .get("metadata")
                        .get("event_type")
                        .asString())
                .isEqualTo("e");
    }

    @Test
    void botMessageShouldCarryItsProfile() {
        var shown = json.message(view(null, "B1", MessageContent.ofText("x"), null), false);
        assertThat(shown.get("user").asString()).isEqualTo("U1ANN");
        assertThat(shown.get("bot_id").asString()).isEqualTo("B1");
        assertThat(shown.get("app_id").asString()).isEqualTo("A1ROBOT");
        assertThat(shown.get("bot_profile").get("name").asString()).isEqualTo("Robot");
        assertThat(shown.get("bot_profile").get("team_id").asString()).isEqualTo("T1");
    }

    @Test
    void disguisedBotMessageShouldHaveNoUser() {
        var content = new MessageContent("x", null, null, null, "Deploys", "{\"emoji\":\":ship:\"}", null);
        var shown = json.message(view("bot_message", "B1", content, null), false);
        assertThat(shown.has("user")).isFalse();
        assertThat(shown.get("username").asString()).isEqualTo("Deploys");
        assertThat(shown.get("icons").get("emoji").asString()).isEqualTo(":ship:");
    }

    @Test
    void threadRootShouldTellItsThread() {
        var summary = new ThreadSummary(3, List.of(Samples.BOB, Samples.ANN), LATER);
        var shown = json.message(
                view(null, null, MessageContent.ofText("x"), null)
                        .withAttached(
                                summary,
                                List.of(new Reaction("tada", List.of(Samples.BOB))),
                                new Pinned(Samples.BOB, LATER),
                                null),
                false);
        assertThat(shown.get("thread_ts").asString()).isEqualTo("1700000000.000100");
        assertThat(shown.get("reply_count").asInt()).isEqualTo(3);
        assertThat(shown.get("reply_users_count").asInt()).isEqualTo(2);
        assertThat(shown.get("reply_users").toString()).isEqualTo("[\"U2BOB\",\"U1ANN\"]");
        assertThat(shown.get("latest_reply").asString()).isEqualTo("1700000001.000000");
        assertThat(shown.get("is_locked").asBoolean()).isFalse();
        assertThat(shown.get("reactions").toString())
                .isEqualTo("[{\"name\":\"tada\",\"users\":[\"U2BOB\"],\"count\":1}]");
        assertThat(shown.get("pinned_to").toString()).isEqualTo("[\"C1GENERAL\"]");
        assertThat(shown.has("parent_user_id")).isFalse();
    }

    @Test
    void replyShouldTellItsParent() {
        var shown = json.message(
                view(null, null, MessageContent.ofText("x"), Ts.of("1699999999.000000"))
                        .withAttached(null, List.of(), null, Samples.BOB),
                false);
        assertThat(shown.get("thread_ts").asString()).isEqualTo("1699999999.000000");
        assertThat(shown.get("parent_user_id").asString()).isEqualTo("U2BOB");
        assertThat(shown.has("reply_count")).isFalse();
    }

    @Test
    void noticesShouldCarryTheirOwnFields() {
        assertThat(notice("channel_topic", new Notice(null, "lunch", null))).contains("\"topic\":\"lunch\"");
        assertThat(notice("channel_purpose", new Notice(null, "food", null))).contains("\"purpose\":\"food\"");
        assertThat(notice("channel_name", new Notice(null, "new", "old")))
                .contains("\"name\":\"new\"", "\"old_name\":\"old\"");
        assertThat(notice("channel_join", new Notice(Samples.BOB, null, null))).contains("\"inviter\":\"U2BOB\"");
    }

    private String notice(String subtype, Notice notice) {
        return json.message(
                        new MessageView(
                                Samples.GENERAL,
                                Samples.TS,
                                subtype,
                                Samples.ANN,
                                null,
                                null,
                                MessageContent.ofText("x"),
                                null,
                                false,
                                null,
                                null,
                                notice,
                                null,
                                List.of(),
                                null,
                                null),
                        false)
                .toString();
    }
}
