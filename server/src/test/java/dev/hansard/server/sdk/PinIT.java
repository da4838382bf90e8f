// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.MethodsClient;
import org.junit.jupiter.api.Test;

/** {@code pins.add remove list}. */
class PinIT extends SdkTest {
    private final MethodsClient max = as("max");
    private final MethodsClient mina = as("mina");

    @Test
    void pinnedMessageShouldBeListedUntilItIsRemoved() throws Exception {
        String channel = channel(max, MINA);
        String ts = post(max, channel, "remember this");

        ok(mina.pinsAdd(r -> r.channel(channel).timestamp(ts)));

        assertThat(ok(max.pinsList(r -> r.channel(channel))).getItems())
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.getType()).isEqualTo("message");
                    assertThat(item.getChannel()).isEqualTo(channel);
                    assertThat(item.getCreated()).isPositive();
                    assertThat(item.getCreatedBy()).isEqualTo(MINA);
                    assertThat(item.getMessage().getTs()).isEqualTo(ts);
                    assertThat(item.getMessage().getText()).isEqualTo("remember this");
                    assertThat(item.getMessage().getPinnedTo()).containsExactly(channel);
                });
        var history = ok(max.conversationsHistory(r -> r.channel(channel)));
        assertThat(history.getPinCount()).isEqualTo(1);
        assertThat(history.getMessages().getFirst().getPinnedTo()).containsExactly(channel);
        ok(max.pinsRemove(r -> r.channel(channel).timestamp(ts)));
        assertThat(ok(max.pinsList(r -> r.channel(channel))).getItems()).isEmpty();
        assertThat(message(max, channel, ts).getPinnedTo()).isNull();
    }

    @Test
    void pinsShouldBeRefused() throws Exception {
        String channel = channel(max, MINA);
        String ts = post(max, channel, "once");
        String notice = ok(max.conversationsHistory(r -> r.channel(channel)))
                .getMessages()
                .getLast()
                .getTs();
        ok(max.pinsAdd(r -> r.channel(channel).timestamp(ts)));

        refused(max.pinsAdd(r -> r.channel(channel).timestamp(ts)), "already_pinned");
        refused(max.pinsAdd(r -> r.channel(channel).timestamp("1500000000.000100")), "message_not_found");
        refused(max.pinsAdd(r -> r.channel(channel).timestamp("soon")), "bad_timestamp");
        refused(max.pinsAdd(r -> r.channel(channel).timestamp(notice)), "not_pinnable");
        refused(max.pinsAdd(r -> r.channel(NO_CHANNEL).timestamp(ts)), "channel_not_found");
        refused(as("olivia").pinsAdd(r -> r.channel(channel).timestamp(ts)), "not_in_channel");
        ok(max.pinsRemove(r -> r.channel(channel).timestamp(ts)));
        refused(max.pinsRemove(r -> r.channel(channel).timestamp(ts)), "no_pin");
        refused(max.pinsList(r -> r.channel(NO_CHANNEL)), "channel_not_found");
    }
}
