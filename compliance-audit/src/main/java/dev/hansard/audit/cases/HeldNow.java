// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.cases;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import dev.hansard.audit.export.Conversation;
import dev.hansard.audit.export.Item;
import dev.hansard.axon.preservation.Conversations;
import dev.hansard.axon.preservation.Hold;
import dev.hansard.axon.preservation.Holds;
import dev.hansard.axon.preservation.PreservationBooks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells which holds keep a message now. Remembers who was where for as long as one question is answered. */
final class HeldNow {
    private record Asked(ChannelKey channel, Set<UserId> people) {}

    private final List<Hold> active;
    private final Conversations conversations;
    private final Map<Asked, Boolean> wasIn = new HashMap<>();

    HeldNow(PreservationBooks books, Conversations conversations, WorkspaceId workspace) {
        this.active = books.read(workspace).holds().values().stream()
                .filter(hold -> !hold.released())
                .toList();
        this.conversations = conversations;
    }

    /** Ids of the holds, in a fixed order. Notices of the platform are held by none: nothing can erase them. */
    List<String> holding(Conversation in, Item item) {
        if (active.isEmpty() || item.notice()) return List.of();
        var held = new dev.hansard.axon.preservation.Item(
                in.key(), in.kind().isDirect(), item.ts(), item.author(), () -> texts(item));
        return active.stream()
                .filter(hold -> hold.covers(held, this::wasIn))
                .map(Hold::id)
                .sorted()
                .toList();
    }

    private boolean wasIn(ChannelKey channel, Set<UserId> people) {
        return wasIn.computeIfAbsent(new Asked(channel, people), any -> conversations.wasIn(channel, people));
    }

    private static List<String> texts(Item item) {
        return item.versions().stream()
                .filter(version -> version.content() != null)
                .flatMap(version -> Holds.texts(version.content()).stream())
                .toList();
    }
}
