// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.MessageCommands.DeleteMessage;
import dev.hansard.api.MessageCommands.EditMessage;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageQueries.FindMessage;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.Backend;
import dev.hansard.edge.api.FakeSides;
import dev.hansard.edge.api.Samples;
import dev.hansard.edge.wire.MessageJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ChangeMethodsTest {

    private static final String BLOCKS = "[{\"type\":\"divider\"}]";
    private static final MessageContent BEFORE =
            new MessageContent("before", BLOCKS, "[{\"id\":1}]", "{\"event_type\":\"e\"}", null, null, null);

    private final FakeSides sides = new FakeSides();
    private final Backend backend = new Backend(sides, sides);
    private final List<ApiMethod> methods =
            new ChangeMethods(backend, new Mentions(backend), new MessageJson((workspace, bot) -> null)).methods();

    private ObjectNode update(String... arguments) {
        return methods.get(0).handle(Samples.call(Samples.ann("chat:write"), arguments));
    }

    private MessageContent edited(String argument, String value) {
        sides.on(FindMessage.class, query -> Samples.message(BEFORE));
        update("channel", "C1GENERAL", "ts", "1700000000.000100", argument, value);
        return sides.lastSent(EditMessage.class).content();
    }

    @Test
    void newTextShouldReplaceTextAndBlocksOnly() {
        MessageContent now = edited("text", "after");
        assertThat(now.text()).isEqualTo("after");
        assertThat(now.blocks()).isNull();
        assertThat(now.attachments()).isEqualTo(BEFORE.attachments());
        assertThat(now.metadata()).isEqualTo(BEFORE.metadata());
    }

    @Test
    void partsThatAreNotSentShouldStay() {
        MessageContent now = edited("attachments", "[]");
        assertThat(now.text()).isEqualTo("before");
        assertThat(now.blocks()).isEqualTo(BLOCKS);
        assertThat(now.attachments()).isNull();
        assertThat(edited("metadata", "{}").metadata()).isNull();
    }

    @Test
    void answerShouldShowTheMessage() {
        sides.on(FindMessage.class, query -> Samples.message(BEFORE));
        ObjectNode answer = update("channel", "C1GENERAL", "ts", "1700000000.000100", "text", "after");
        assertThat(answer.get("text").asString()).isEqualTo("after");
        assertThat(answer.get("message").get("ts").asString()).isEqualTo("1700000000.000100");
    }

    @Test
    void badUpdatesShouldBeRefused() {
        assertThatThrownBy(() -> edited("text", "x".repeat(4_001))).hasMessage("msg_too_long");
        assertThatThrownBy(() -> edited("unfurl_links", "1")).hasMessage("no_text");
        sides.on(FindMessage.class, query -> null);
        assertThatThrownBy(() -> update("channel", "C1GENERAL", "ts", "1700000000.000100", "text", "x"))
                .hasMessage("message_not_found");
        assertThatThrownBy(() -> update("channel", "C1GENERAL", "ts", "then", "text", "x"))
                .hasMessage("message_not_found");
        assertThat(sides.sent).isEmpty();
    }

    @Test
    void deletionShouldNameTheMessage() {
        methods.get(1).handle(Samples.call(Samples.ann(), "channel", "C1GENERAL", "ts", "1700000000.000100"));
        assertThat(sides.lastSent(DeleteMessage.class).ts()).isEqualTo(Samples.TS);
    }
}
