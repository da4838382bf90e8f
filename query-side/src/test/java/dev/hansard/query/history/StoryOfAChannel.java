// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.history;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.DomainEvent;
import java.util.List;
import java.util.Random;

/** Events of a channel in which anything happens, for tests of other packages. */
public final class StoryOfAChannel {
    private StoryOfAChannel() {}

    public static List<DomainEvent> of(ChannelKey channel, int steps) {
        return List.copyOf(new Conversation(channel, new Random(5)).after(steps).events);
    }
}
