// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import dev.hansard.api.ChannelEvents;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.MessageEvents.MessagePosted;
import dev.hansard.api.Rejection;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the channel must know of its messages: the last ts, the pins, and what is scheduled. Does not grow with them. */
final class Timeline {
    private Ts last = Ts.ZERO;
    private Set<Ts> pinned = new HashSet<>();
    private Map<String, Pending> scheduled = new HashMap<>();
    private transient RecentMessages recent = new RecentMessages();

    Timeline() {}

    /**
     * A scheduled message that is still to come.
     *
     * @param postAt epoch seconds
     * @param sequence the place in the stream of the event that carries what it says
     */
    record Pending(UserId author, long postAt, long sequence) {}

    void on(ChannelEvents event, long sequence) {
        MessageState notice = MessageState.of(event, sequence);
        if (notice != null) begin(notice);
    }

    void on(MessageEvents event, long sequence) {
        switch (event) {
            case MessagePosted e -> {
                begin(MessageState.of(e, sequence));
                recent.keepPost(e);
                if (e.scheduled() != null) scheduled.remove(e.scheduled());
            }
            case MessageEvents.MessageImported e -> begin(MessageState.of(e, sequence));
            case MessageEvents.ThreadStarted e -> change(e, sequence, e.ts());
            case MessageEvents.MessageEdited e -> change(e, sequence, e.editedTs());
            case MessageEvents.MessageDeleted e -> change(e, sequence, e.deletedTs());
            case MessageEvents.MessageErased e -> {
                change(e, sequence, e.erasedTs());
                recent.forgetPost(e.ts());
            }
            case MessageEvents.MessageRevisionsErased e -> {
                change(e, sequence, e.erasedTs());
                recent.forgetPost(e.ts());
            }
            case MessageEvents.ScheduledMessageErased e -> moveOn(e.ts());
            case MessageEvents.ReactionAdded e -> change(e, sequence, e.eventTs());
            case MessageEvents.ReactionRemoved e -> change(e, sequence, e.eventTs());
            case MessageEvents.MessagePinned e -> {
                change(e, sequence, e.eventTs());
                pinned.add(e.ts());
            }
            case MessageEvents.MessageUnpinned e -> {
                change(e, sequence, e.eventTs());
                pinned.remove(e.ts());
            }
            case MessageEvents.MessageScheduled e -> {
                moveOn(e.ts());
                scheduled.put(e.scheduled(), new Pending(e.author(), e.postAt(), sequence));
            }
            case MessageEvents.ScheduledMessageCancelled e -> {
                moveOn(e.ts());
                scheduled.remove(e.scheduled());
            }
        }
    }

    /** The ts for what happens next. */
    Ts next(Instant now) {
        return Ts.after(last, now);
    }

    Ts last() {
        return last;
    }

    /** The message or notice, deleted or not; null if there never was one. */
    @Nullable
    MessageState find(ChannelKey channel, Ts ts, Messages messages) {
        MessageState held = recent.find(ts);
        if (held != null || ts.isAfter(last)) return held;
        MessageState loaded = messages.load(channel, ts);
        if (loaded != null) recent.keep(loaded);
        return loaded;
    }

    /** The message or notice; refuses with {@code message_not_found}, also when it was deleted. */
    MessageState require(ChannelKey channel, Ts ts, Messages messages) {
        MessageState message = find(channel, ts, messages);
        if (message == null || message.isDeleted()) throw new Rejection(ErrorCode.MESSAGE_NOT_FOUND);
        return message;
    }

    /** Whether a message or notice with this ts happened lately. */
    boolean isRecent(Ts ts) {
        return recent.find(ts) != null;
    }

    /** The post that used up {@code onceKey} lately; null if there was none, or long ago. */
    @Nullable
    MessagePosted posted(String onceKey) {
        return recent.posted(onceKey);
    }

    boolean isPinned(Ts ts) {
        return pinned.contains(ts);
    }

    int pinCount() {
        return pinned.size();
    }

    @Nullable
    Pending pending(String id) {
        return scheduled.get(id);
    }

    /** How many messages are to be posted from {@code from} on, before {@code to}; epoch seconds. */
    long pendingBetween(long from, long to) {
        return scheduled.values().stream()
                .filter(pending -> pending.postAt() >= from && pending.postAt() < to)
                .count();
    }

    private void begin(MessageState message) {
        recent.keep(message);
        moveOn(message.ts());
    }

    /** Only messages that are held change here: the others are folded anew when they are asked about. */
    private void change(MessageEvents event, long sequence, Ts at) {
        MessageState held = recent.find(event.ts());
        if (held != null) held.on(event, sequence);
        moveOn(at);
    }

    private void moveOn(Ts ts) {
        if (ts.isAfter(last)) last = ts;
    }
}
