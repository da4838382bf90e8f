// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import static dev.hansard.command.channel.ChannelFixture.*;

import org.junit.jupiter.api.Test;

class PostingTest {
    private final ChannelFixture channel = new ChannelFixture();

    @Test
    void postShouldBecomeAMessageWithTheNextTs() {
        channel.given(publicChannel(ANN)).when(post(ANN, "hello")).expectEvents(posted(ts(0), ANN, "hello"));
    }
}
