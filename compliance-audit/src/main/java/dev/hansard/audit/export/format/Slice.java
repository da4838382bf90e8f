// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.audit.export.Conversation;
import dev.hansard.audit.export.Item;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * What was said in a conversation on one UTC day, or a part of that when it was very much.
 *
 * @param part from 1
 * @param items by ts, at least one
 */
record Slice(Conversation conversation, LocalDate day, int part, List<Item> items) {
    /** A name for files and ids: conversation, day and, from the second on, part. */
    String name() {
        return conversation.id() + '_' + day + (part == 1 ? "" : "_" + part);
    }

    Ts first() {
        return items.getFirst().ts();
    }

    Ts last() {
        return items.getLast().ts();
    }

    /** The members when it began, then everyone else whom it tells of as acting, in order. */
    SequencedSet<UserId> participants() {
        var users = new LinkedHashSet<>(conversation.membersAt(first()));
        items.forEach(item -> users.addAll(actors(item)));
        return users;
    }

    /** Who wrote, changed, or reacted to it. */
    static SequencedSet<UserId> actors(Item item) {
        var users = new LinkedHashSet<UserId>();
        users.add(item.author());
        item.versions().forEach(version -> users.add(version.by()));
        if (item.origin().edited() != null) users.add(item.origin().edited().by());
        if (item.removal() != null) users.add(item.removal().by());
        item.reactions().forEach(reaction -> users.add(reaction.user()));
        return users;
    }
}
