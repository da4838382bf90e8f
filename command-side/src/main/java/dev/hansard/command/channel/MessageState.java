// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import dev.hansard.api.AuditEvents;
import dev.hansard.api.CaseEvents;
import dev.hansard.api.ChannelEvents;
import dev.hansard.api.CredentialEvents;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.PersonEvents;
import dev.hansard.api.PlacementEvents;
import dev.hansard.api.PreservationEvents;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.UsergroupEvents;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.axon.store.CommittedEvent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must be known of one message or notice to decide about it: the fold of its events. Holds no content. */
final class MessageState {
    private final Ts ts;
    private final UserId author;
    private final boolean notice;
    private final @Nullable Ts thread;
    private final boolean platform;
    private boolean broadcast;
    private boolean threadStarted;
    private boolean deleted;
    private boolean erased;
    private boolean scheduledErased;
    /** The places in the stream of the events that carry what it said, the last one being what it says now. */
    private long[] versions;

    private final @Nullable String scheduled;
    private @Nullable Map<String, Set<UserId>> reactions;

    private MessageState(
            Ts ts,
            UserId author,
            boolean notice,
            @Nullable Ts thread,
            boolean broadcast,
            @Nullable String scheduled,
            boolean platform,
            long sequence) {
        this.ts = ts;
        this.author = author;
        this.notice = notice;
        this.thread = thread;
        this.broadcast = broadcast;
        this.platform = platform;
        this.scheduled = scheduled;
        this.versions = new long[] {sequence};
    }

    static MessageState of(MessageEvents.MessagePosted e, long sequence) {
        return new MessageState(e.ts(), e.author(), false, e.thread(), e.broadcast(), e.scheduled(), false, sequence);
    }

    static MessageState of(MessageEvents.MessageImported e, long sequence) {
        return new MessageState(
                e.ts(), e.author(), isNotice(e.subtype()), e.thread(), e.broadcast(), null, false, sequence);
    }

    /** Null when the event shows no notice. */
    static @Nullable MessageState of(ChannelEvents e, long sequence) {
        Ts ts = Notices.ts(e);
        return ts == null ? null : new MessageState(ts, UserId.SLACKBOT, true, null, false, null, true, sequence);
    }

    /** Null when the events made no message. */
    static @Nullable MessageState fold(List<CommittedEvent> events) {
        MessageState state = null;
        for (CommittedEvent committed : events) {
            DomainEvent event = committed.event();
            if (state == null) state = origin(event, committed.sequence());
            else if (event instanceof MessageEvents e) state.on(e, committed.sequence());
        }
        return state;
    }

    private static @Nullable MessageState origin(DomainEvent event, long sequence) {
        return switch (event) {
            case MessageEvents.MessagePosted e -> of(e, sequence);
            case MessageEvents.MessageImported e -> of(e, sequence);
            case ChannelEvents e -> of(e, sequence);
            case MessageEvents e -> null;
            case WorkspaceEvents e -> null;
            case PersonEvents e -> null;
            case CredentialEvents e -> null;
            case AuditEvents e -> null;
            case PreservationEvents e -> null;
            case CaseEvents e -> null;
            case UsergroupEvents e -> null;
            case PlacementEvents e -> null;
        };
    }

    void on(MessageEvents event, long sequence) {
        switch (event) {
            case MessageEvents.ThreadStarted e -> threadStarted = true;
            case MessageEvents.MessageEdited e -> {
                versions = Arrays.copyOf(versions, versions.length + 1);
                versions[versions.length - 1] = sequence;
                broadcast = e.broadcast();
            }
            case MessageEvents.MessageDeleted e -> {
                deleted = true;
                reactions = null;
            }
            case MessageEvents.MessageErased e -> {
                deleted = true;
                erased = true;
                reactions = null;
            }
            case MessageEvents.MessageRevisionsErased e -> {
                versions = Arrays.stream(versions)
                        .filter(version -> !e.sequences().contains(version))
                        .toArray();
                scheduledErased = true;
            }
            case MessageEvents.ScheduledMessageErased e -> {}
            case MessageEvents.ReactionAdded e -> add(e.name(), e.user());
            case MessageEvents.ReactionRemoved e -> remove(e.name(), e.user());
            case MessageEvents.MessagePosted e -> {}
            case MessageEvents.MessageImported e -> {}
            case MessageEvents.MessagePinned e -> {}
            case MessageEvents.MessageUnpinned e -> {}
            case MessageEvents.MessageScheduled e -> {}
            case MessageEvents.ScheduledMessageCancelled e -> {}
        }
    }

    Ts ts() {
        return ts;
    }

    UserId author() {
        return author;
    }

    /** Written by the platform, not by a person: cannot be edited, answered or pinned. */
    boolean isNotice() {
        return notice;
    }

    /** Made by an event of the conversation itself; archives' notices are messages with content. */
    boolean isPlatform() {
        return platform;
    }

    /** The root when this is a reply, else null. */
    @Nullable
    Ts thread() {
        return thread;
    }

    boolean isBroadcast() {
        return broadcast;
    }

    boolean isThreadStarted() {
        return threadStarted;
    }

    boolean isDeleted() {
        return deleted;
    }

    /** The place in the stream of the event that carries what the message says now. */
    long contentSequence() {
        return versions[versions.length - 1];
    }

    /** The places in the stream of all events that carry what the message said. */
    List<Long> versions() {
        return Arrays.stream(versions).boxed().toList();
    }

    boolean isErased() {
        return erased;
    }

    /** The id of the scheduled message that became this one, else null. */
    @Nullable
    String scheduled() {
        return scheduledErased ? null : scheduled;
    }

    boolean hasReaction(String name, UserId user) {
        return reactions != null && reactions.getOrDefault(name, Set.of()).contains(user);
    }

    boolean hasEmoji(String name) {
        return reactions != null && reactions.containsKey(name);
    }

    int emojiCount() {
        return reactions == null ? 0 : reactions.size();
    }

    int emojiCount(UserId user) {
        return reactions == null
                ? 0
                : (int) reactions.values().stream()
                        .filter(users -> users.contains(user))
                        .count();
    }

    private void add(String name, UserId user) {
        if (reactions == null) reactions = new HashMap<>();
        reactions.computeIfAbsent(name, any -> new HashSet<>()).add(user);
    }

    private void remove(String name, UserId user) {
        if (reactions == null) return;
        reactions.computeIfPresent(name, (any, users) -> {
            users.remove(user);
            return users.isEmpty() ? null : users;
        });
    }

    private static boolean isNotice(@Nullable String subtype) {
        return subtype != null && Notices.isNotice(subtype);
    }
}
