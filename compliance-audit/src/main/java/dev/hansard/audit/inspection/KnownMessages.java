// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.inspection;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.MessageView;
import dev.hansard.api.Ts;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import dev.hansard.axon.store.UnreadableEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which messages there were before a place in the record. What happened lately is held; older messages are looked up, so
 * that memory does not grow with the record.
 */
final class KnownMessages {
    private static final int HELD = 100_000;

    private record Key(String stream, long ts) {}

    /** What is known of a message. */
    enum Standing {
        THERE,
        DELETED,
        MISSING,
        /** One of its own events cannot be read, which is a problem of its own. */
        UNKNOWN
    }

    private final EventLog log;
    private final Map<Key, Standing> held = new LinkedHashMap<>(1_024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Standing> eldest) {
            return size() > HELD;
        }
    };

    KnownMessages(EventLog log) {
        this.log = log;
    }

    void began(String stream, Ts ts) {
        held.put(new Key(stream, ts.micros()), Standing.THERE);
    }

    void deleted(String stream, Ts ts) {
        held.put(new Key(stream, ts.micros()), Standing.DELETED);
    }

    /** How the message stood right before {@code position}. */
    Standing before(long position, ChannelKey channel, Ts ts) {
        Standing lately = held.get(new Key(channel.toString(), ts.micros()));
        if (lately != null) return lately;
        Standing standing = Standing.MISSING;
        try {
            for (CommittedEvent event : log.aboutMessage(channel, ts)) {
                if (event.position() >= position) break;
                if (MessageView.origin(event.event()) != null) standing = Standing.THERE;
                else if (event.event() instanceof MessageEvents.MessageDeleted
                        || event.event() instanceof MessageEvents.MessageErased) standing = Standing.DELETED;
            }
        } catch (UnreadableEvent e) {
            return Standing.UNKNOWN;
        }
        if (standing != Standing.MISSING) held.put(new Key(channel.toString(), ts.micros()), standing);
        return standing;
    }
}
