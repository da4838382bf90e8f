// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.Ts;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.ConversationLog;
import dev.hansard.axon.store.EventLog;
import dev.hansard.axon.store.Shards;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what was said in a workspace, as the record stood at a position. */
@Component
public final class RecordReader {
    private final EventLog log;
    private final ConversationLog conversations;
    private final Shards shards;

    public RecordReader(EventLog log, ConversationLog conversations, Shards shards) {
        this.log = log;
        this.conversations = conversations;
        this.shards = shards;
    }

    /** The shard of the workspace; refuses with {@code team_not_found}. */
    public int shard(WorkspaceId workspace) {
        return shards.of(workspace).id();
    }

    /** The last position of the workspace's shard. */
    public long head(WorkspaceId workspace) {
        return log.head(shard(workspace));
    }

    /** When the event at the position was written; the beginning of time where there is none. */
    public Instant timeOf(WorkspaceId workspace, long position) {
        var events = log.at(shard(workspace), List.of(position));
        CommittedEvent event = events.get(position);
        return event == null ? Instant.EPOCH : event.at();
    }

    public People people(WorkspaceId workspace, long upTo) {
        return new PeopleReader(log, shard(workspace), workspace, upTo).read();
    }

    public Subjects subjects(WorkspaceId workspace, long upTo) {
        return new Subjects(log, shard(workspace), workspace, upTo);
    }

    /** The conversations of the workspace by id, with how many events each has; some may be younger than any position. */
    public List<ConversationLog.Length> list(WorkspaceId workspace) {
        return conversations.conversations(workspace);
    }

    /** Null when it did not exist yet. */
    public @Nullable Conversation conversation(ConversationLog.Length listed, long upTo) {
        return new ConversationReader(conversations, listed, upTo).read();
    }

    /** Everything in the conversation after {@code after}, oldest message first; read page by page while it is walked. */
    public Iterator<Found> items(ChannelKey channel, Ts after, long upTo) {
        return new ItemReader(conversations, channel, after, upTo);
    }

    /** Whether anything was erased in the shard after the position. */
    public boolean erasedSince(int shard, long position) {
        return conversations.erasedSince(shard, position);
    }

    /** What there is at this ts, or null. */
    public @Nullable Found item(ChannelKey channel, Ts ts, long upTo) {
        if (ts.micros() == 0) return null;
        Iterator<Found> items = items(channel, new Ts(ts.micros() - 1), upTo);
        Found found = items.hasNext() ? items.next() : null;
        return found != null && found.ts().equals(ts) ? found : null;
    }

    /** The events of a conversation after a position, in order. */
    public List<CommittedEvent> since(ChannelKey channel, long position, int limit) {
        return log.after(shard(channel.workspace()), position, List.of(channel.toString()), limit);
    }

    /** The last position whose event was written before the moment, as far as times can be read; 0 if none was. */
    public long before(WorkspaceId workspace, Instant moment) {
        long low = 0;
        long high = head(workspace);
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (timeOf(workspace, middle).isBefore(moment)) low = middle;
            else high = middle - 1;
        }
        return low;
    }
}
