// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import static dev.hansard.command.channel.ChannelFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ChannelEvents;
import dev.hansard.api.ChannelEvents.MemberJoined;
import dev.hansard.api.ChannelEvents.TopicSet;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.MessageEvents.MessagePinned;
import dev.hansard.api.MessageEvents.MessageScheduled;
import dev.hansard.api.Prose;
import dev.hansard.axon.serial.SnapshotCodec;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChannelSnapshotTest {
    private final SnapshotCodec codec = new SnapshotCodec();
    private final Channel channel = new Channel();
    private long sequence;

    @Test
    void snapshotShouldHoldTheWholeStateAndNothingThatAPersonWrote() {
        happen(publicChannel(ANN));
        happen(new MemberJoined(KEY, BEN.user(), ANN.user(), ts(-9)));
        happen(new TopicSet(KEY, ANN.user(), ts(-8), 1, new Prose("secret topic")));
        happen(posted(ts(-7), ANN, "secret text", null, "id-1"));
        happen(new MessagePinned(KEY, ts(-7), ANN.user(), ts(-6)));
        happen(new MessageScheduled(
                KEY, ts(-5), "Q1", ANN.user(), null, null, 99, null, false, MessageContent.ofText("secret plan")));

        byte[] snapshot = codec.encode(channel);
        assertThat(new String(snapshot, StandardCharsets.UTF_8)).doesNotContain("secret");

        Channel restored = codec.decode(snapshot, Channel.class);
        assertThat(restored)
                .usingRecursiveComparison()
                .ignoringFields("timeline.recent")
                .isEqualTo(channel);
    }

    @Test
    void snapshotShouldNotGrowWithMessages() {
        happen(publicChannel(ANN));
        happen(posted(ts(0), ANN, "first"));
        int before = codec.encode(channel).length;
        for (int i = 1; i < 5_000; i++) happen(posted(ts(i), ANN, "more"));
        assertThat(codec.encode(channel)).hasSize(before);
    }

    private void happen(ChannelEvents event) {
        channel.on(event, sequence++);
    }

    private void happen(MessageEvents event) {
        channel.on(event, sequence++);
    }
}
