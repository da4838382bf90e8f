// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export;

import dev.hansard.api.Erasure;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageView;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A message or notice with everything that ever happened to it.
 *
 * @param origin how it was first seen; its content is that of the first version
 * @param notice the platform's words about the conversation, such as a join
 * @param imported it was posted elsewhere and came in with an archive
 * @param threadStarted it has replies
 * @param versions the post and each edit, in order; at least one
 * @param removal who deleted it, or null
 * @param erased on what ground its content was erased, or null
 * @param reactions each reaction added or removed, in order
 * @param pins each time it was pinned or unpinned, in order
 * @param positions of all its events, ascending
 * @param damaged some of its events could not be read
 */
public record Item(
        MessageView origin,
        boolean notice,
        boolean imported,
        boolean threadStarted,
        List<Version> versions,
        @Nullable Removal removal,
        @Nullable Erased erased,
        List<Reaction> reactions,
        List<Pin> pins,
        List<Long> positions,
        boolean damaged) {
    /**
     * What it said from a moment on.
     *
     * @param content null when it was erased
     * @param position of its event
     */
    public record Version(UserId by, Ts at, @Nullable MessageContent content, long position) {}

    public record Removal(UserId by, Ts at, long position) {}

    /** @param at when */
    public record Erased(Erasure ground, Ts at, long position) {}

    /** @param added false when it was taken back */
    public record Reaction(String name, UserId user, boolean added, Ts at, long position) {}

    /** @param pinned false when it was unpinned */
    public record Pin(UserId by, boolean pinned, Ts at, long position) {}

    /** Of the events that were this person's doing, ascending. */
    public List<Long> positionsOf(UserId user) {
        var own = new TreeSet<Long>();
        for (Version each : versions) if (each.by().equals(user)) own.add(each.position());
        if (removal != null && removal.by().equals(user)) own.add(removal.position());
        for (Reaction each : reactions) if (each.user().equals(user)) own.add(each.position());
        for (Pin each : pins) if (each.by().equals(user)) own.add(each.position());
        return List.copyOf(own);
    }

    public Ts ts() {
        return origin.ts();
    }

    public UserId author() {
        return origin.author();
    }

    /** What it said last; null when that was erased. */
    public @Nullable MessageContent content() {
        return versions.getLast().content();
    }

    /** Its last words; empty when they were erased. */
    public String text() {
        MessageContent content = content();
        return content == null ? "" : content.text();
    }

    public boolean isDeleted() {
        return removal != null;
    }

    /** Members do not see it any more: it was deleted, or what it said was erased. */
    public boolean isHidden() {
        return removal != null || erased != null || content() == null;
    }

    public boolean isEdited() {
        return versions.size() > 1;
    }

    /** Some version of it was erased. */
    public boolean isErased() {
        return versions.stream().anyMatch(version -> version.content() == null);
    }

    /** The root of the thread that it replies to, or null. */
    public @Nullable Ts root() {
        return origin.isReply() ? origin.thread() : null;
    }

    /** Who reacts with what now, in the order of the first. */
    public Map<String, Set<UserId>> reactionsNow() {
        if (reactions.isEmpty()) return Map.of();
        var now = new LinkedHashMap<String, Set<UserId>>();
        for (Reaction each : reactions) {
            Set<UserId> users = now.computeIfAbsent(each.name(), any -> new LinkedHashSet<>());
            if (each.added()) users.add(each.user());
            else users.remove(each.user());
            if (users.isEmpty()) now.remove(each.name());
        }
        return now;
    }

    /** Who pinned it, null when it is not pinned now. */
    public @Nullable Pin pinnedNow() {
        Pin last = pins.isEmpty() ? null : pins.getLast();
        return last != null && last.pinned() ? last : null;
    }
}
