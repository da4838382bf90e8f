// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import dev.hansard.api.DomainEvent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.WorkspaceEvents;
import org.jspecify.annotations.Nullable;

/** What may happen only once in a stream. The store refuses a second event with the same key, also across processes. */
public final class OnceKey {
    private OnceKey() {}

    /** For posting with the client's own id. */
    public static String clientMessage(String author, String clientMsgId) {
        return "msg:" + author + ':' + clientMsgId;
    }

    /** For a scheduled message becoming a message. */
    public static String scheduled(String scheduled) {
        return "sched:" + scheduled;
    }

    /** For scheduling; by it the event is found that carries what the message is to say. */
    public static String scheduling(String scheduled) {
        return "plan:" + scheduled;
    }

    /** The key that the event uses up, or null. */
    static @Nullable String of(DomainEvent event) {
        if (event instanceof MessageEvents.MessageScheduled planned) return scheduling(planned.scheduled());
        if (event instanceof WorkspaceEvents.PersonErasureFinished finished) return "erased:" + finished.started();
        if (event instanceof MessageEvents.MessagePosted posted) {
            if (posted.scheduled() != null) return scheduled(posted.scheduled());
            String id = posted.clientMsgId();
            if (id != null) return clientMessage(posted.author().value(), id);
        }
        return null;
    }
}
