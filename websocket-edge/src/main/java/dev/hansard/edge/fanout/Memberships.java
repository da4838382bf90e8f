// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import dev.hansard.api.ChannelEvents;
import dev.hansard.api.ChannelId;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.PersonKey;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The conversations of one person at one place in the record, moved along by the events themselves. */
final class Memberships {
    private final PersonKey person;
    /** Unmodifiable: it takes a fifth of the memory, there is one for each person, and changes are rare. */
    private Set<ChannelId> channels;

    Memberships(PersonKey person, Set<ChannelId> channels) {
        this.person = person;
        this.channels = Set.copyOf(channels);
    }

    Set<ChannelId> channels() {
        return channels;
    }

    boolean isMember(ChannelId channel) {
        return channels.contains(channel);
    }

    void apply(DomainEvent event) {
        switch (change(event)) {
            case Change(ChannelId channel, boolean joined) -> set(channel, joined);
            case None none -> {}
        }
    }

    private void set(ChannelId channel, boolean member) {
        var changed = new HashSet<>(channels);
        if (member ? changed.add(channel) : changed.remove(channel)) channels = Set.copyOf(changed);
    }

    /** The conversation that the event brings the person into or out of, if it does. */
    @Nullable
    ChannelId changed(DomainEvent event) {
        return switch (change(event)) {
            case Change(ChannelId channel, boolean joined) -> channel;
            case None none -> null;
        };
    }

    /** Takes the event back, the one that was applied last. */
    void undo(DomainEvent event) {
        switch (change(event)) {
            case Change(ChannelId channel, boolean joined) -> set(channel, !joined);
            case None none -> {}
        }
    }

    private sealed interface Effect {}

    private record Change(ChannelId channel, boolean joined) implements Effect {}

    private record None() implements Effect {}

    private static final None NONE = new None();

    private Effect change(DomainEvent event) {
        if (!(event instanceof ChannelEvents about)
                || !about.channel().workspace().equals(person.workspace())) {
            return NONE;
        }
        ChannelId channel = about.channel().channel();
        return switch (about) {
            case ChannelEvents.ChannelCreated e when e.members().contains(person.user()) -> new Change(channel, true);
            case ChannelEvents.MemberJoined e when e.user().equals(person.user()) -> new Change(channel, true);
            case ChannelEvents.MemberLeft e when e.user().equals(person.user()) -> new Change(channel, false);
            case ChannelEvents e -> NONE;
        };
    }
}
