// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.MessageCommands.AddReaction;
import dev.hansard.api.MessageCommands.ScheduleMessage;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageQueries.FindMessage;
import dev.hansard.api.MessageQueries.ListPins;
import dev.hansard.api.MessageQueries.ListScheduled;
import dev.hansard.api.MessageView.Pinned;
import dev.hansard.api.Ts;
import dev.hansard.api.Views.Page;
import dev.hansard.api.Views.ScheduledView;
import dev.hansard.edge.api.ApiFamily;
import dev.hansard.edge.api.Backend;
import dev.hansard.edge.api.FakeSides;
import dev.hansard.edge.api.Samples;
import dev.hansard.edge.wire.MessageJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class ItemMethodsTest {

    private final FakeSides sides = new FakeSides();
    private final Backend backend = new Backend(sides, sides);
    private final ApiFamily items = new ItemMethods(backend, new MessageJson((workspace, bot) -> null));
    private final ApiFamily schedule =
            new ScheduleMethods(backend, new Composer(new Mentions(backend)), new Destination(backend));

    private static ObjectNode call(ApiFamily family, String method, String... arguments) {
        return family.methods().stream()
                .filter(each -> each.spec().name().equals(method))
                .findFirst()
                .orElseThrow()
                .handle(Samples.call(Samples.ann("chat:write"), arguments));
    }

    @Test
    void permalinkShouldLeadToTheMessageOrItsThread() {
        var root = Samples.message(MessageContent.ofText("x"));
        sides.on(FindMessage.class, query -> root);
        assertThat(call(items, "chat.getPermalink", "channel", "C1GENERAL", "message_ts", "1700000000.000100")
                        .get("permalink")
                        .asString())
                .isEqualTo("http://here:1/archives/C1GENERAL/p1700000000000100");
        sides.on(FindMessage.class, query -> null);
        assertThatThrownBy(() ->
                        call(items, "chat.getPermalink", "channel", "C1GENERAL", "message_ts", "1700000000.000100"))
                .hasMessage("message_not_found");
    }

    @ParameterizedTest
    @CsvSource({"thumbsup,thumbsup", ":tada:,tada", "+1::skin-tone-2,+1::skin-tone-2", "日本,日本"})
    void reactionNamesShouldBeTaken(String sent, String meant) {
        call(items, "reactions.add", "channel", "C1GENERAL", "timestamp", "1700000000.000100", "name", sent);
        assertThat(sides.lastSent(AddReaction.class).name()).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "C1GENERAL,1700000000.000100,Big Smile,invalid_name",
        "C1GENERAL,1700000000.000100,+1::skin-tone-9,invalid_name",
        "C1GENERAL,1700000000.000100,,invalid_arguments",
        "C1GENERAL,soon,tada,bad_timestamp",
        "C1GENERAL,'',tada,no_item_specified",
        "'',1700000000.000100,tada,no_item_specified",
        "general,1700000000.000100,tada,channel_not_found"
    })
    void badReactionsShouldBeRefused(String channel, String ts, String name, String code) {
        assertThatThrownBy(() -> call(
                        items, "reactions.add", "channel", channel, "timestamp", ts, "name", name == null ? "" : name))
                .hasMessage(code);
    }

    @Test
    void pinsShouldTellWhoPinnedWhen() {
        var pinned = Samples.message(MessageContent.ofText("x"))
                .withAttached(null, List.of(), new Pinned(Samples.BOB, Ts.of("1700000005.000000")), null);
        sides.on(ListPins.class, query -> List.of(pinned));
        var item = call(items, "pins.list", "channel", "C1GENERAL").get("items").get(0);
        assertThat(item.get("created").asLong()).isEqualTo(1_700_000_005);
        assertThat(item.get("created_by").asString()).isEqualTo("U2BOB");
        assertThat(item.get("message").get("permalink").asString()).contains("/archives/C1GENERAL/");
    }

    @Test
    void scheduledMessageShouldGetAnId() {
        ObjectNode answer =
                call(schedule, "chat.scheduleMessage", "channel", "C1GENERAL", "post_at", "1800000000", "text", "x");
        ScheduleMessage sent = sides.lastSent(ScheduleMessage.class);
        assertThat(sent.postAt()).isEqualTo(1_800_000_000);
        assertThat(answer.get("scheduled_message_id").asString())
                .startsWith("Q")
                .isEqualTo(sent.scheduled());
        assertThat(answer.get("post_at").isIntegralNumber()).isTrue();
        assertThat(answer.get("message").get("text").asString()).isEqualTo("x");
        assertThatThrownBy(() ->
                        call(schedule, "chat.scheduleMessage", "channel", "C1GENERAL", "post_at", "later", "text", "x"))
                .hasMessage("invalid_time");
    }

    @Test
    void scheduledMessagesShouldBeListed() {
        var view = new ScheduledView(Samples.GENERAL, "Q1", Samples.ANN, 20, 10, MessageContent.ofText("x"));
        sides.on(ListScheduled.class, query -> new Page<>(List.of(view), "next"));
        assertThat(call(schedule, "chat.scheduledMessages.list").toString())
                .isEqualTo("{\"scheduled_messages\":[{\"id\":\"Q1\",\"channel_id\":\"C1GENERAL\",\"post_at\":20,"
                        + "\"date_created\":10,\"text\":\"x\"}],\"response_metadata\":{\"next_cursor\":\"next\"}}");
        assertThatThrownBy(() -> call(schedule, "chat.scheduledMessages.list", "channel", "#general"))
                .hasMessage("invalid_channel");
    }
}
