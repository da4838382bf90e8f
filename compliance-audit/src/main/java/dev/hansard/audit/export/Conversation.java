// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as it stood at the position of the export, with everything that its settings ever were.
 *
 * @param name null for direct messages
 * @param created epoch seconds
 * @param memberships in the order in which they began
 * @param renames, topics and purposes in order; the last one holds
 * @param events how many its stream has
 */
public record Conversation(
        ChannelKey key,
        ChannelKind kind,
        @Nullable String name,
        UserId creator,
        long created,
        boolean general,
        boolean archived,
        List<Membership> memberships,
        List<Rename> renames,
        List<Setting> topics,
        List<Setting> purposes,
        long events) {
    /** @param at when */
    public record Rename(String from, String to, UserId by, Ts at) {}

    /**
     * A topic or purpose.
     *
     * @param text null when it was erased
     * @param at epoch seconds
     */
    public record Setting(@Nullable String text, UserId by, long at) {}

    public String id() {
        return key.channel().value();
    }

    /** Who is in it now, in the order in which they came. */
    public SequencedSet<UserId> members() {
        var members = new LinkedHashSet<UserId>();
        for (Membership each : memberships) if (each.until() == null) members.add(each.user());
        return members;
    }

    /** Who was in it at that moment. */
    public SequencedSet<UserId> membersAt(Ts ts) {
        var members = new LinkedHashSet<UserId>();
        for (Membership each : memberships) if (each.covers(ts)) members.add(each.user());
        return members;
    }

    /** Who was ever in it. */
    public SequencedSet<UserId> everybody() {
        var members = new LinkedHashSet<UserId>();
        for (Membership each : memberships) members.add(each.user());
        return members;
    }

    /** The name of the channel, or the people of a direct conversation; never empty. */
    public String title(People people) {
        if (name != null) return name;
        var names = everybody().stream().map(user -> people.get(user).name()).toList();
        return names.isEmpty() ? id() : String.join(", ", names);
    }
}
