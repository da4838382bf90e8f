// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.MethodsClient;
import org.junit.jupiter.api.Test;

/** {@code chat.postEphemeral}; that it is seen is checked where somebody is connected. */
class EphemeralIT extends SdkTest {
    private final MethodsClient max = as("max");

    @Test
    void ephemeralMessageShouldLeaveNoTrace() throws Exception {
        String channel = channel(max, MINA);

        var answer = ok(max.chatPostEphemeral(r -> r.channel(channel).user(MINA).text("only you")));

        assertThat(answer.getMessageTs()).matches("\\d{10}\\.\\d{6}");
        assertThat(history(max, channel)).isEmpty();
        assertThat(history(as("mina"), channel)).isEmpty();
        refused(max.chatUpdate(r -> r.channel(channel).ts(answer.getMessageTs()).text("x")), "message_not_found");
    }

    @Test
    void ephemeralMessageShouldBeRefused() throws Exception {
        String channel = channel(max);
        String foreign = channel(as("olivia"), MINA);
        String archived = channel(max, MINA);
        ok(max.conversationsArchive(r -> r.channel(archived)));

        refused(max.chatPostEphemeral(r -> r.channel(channel).user(MINA).text("x")), "user_not_in_channel");
        refused(
                max.chatPostEphemeral(
                        r -> r.channel(channel).user("U0NOBODY000").text("x")),
                "user_not_in_channel");
        refused(max.chatPostEphemeral(r -> r.channel(channel).user(MAX)), "no_text");
        refused(max.chatPostEphemeral(r -> r.channel(NO_CHANNEL).user(MINA).text("x")), "channel_not_found");
        refused(max.chatPostEphemeral(r -> r.channel(foreign).user(MINA).text("x")), "not_in_channel");
        refused(max.chatPostEphemeral(r -> r.channel(archived).user(MINA).text("x")), "is_archived");
    }
}
