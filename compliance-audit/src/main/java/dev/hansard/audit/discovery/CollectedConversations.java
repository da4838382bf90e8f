// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.discovery;

import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.DiscoveryQueries;
import dev.hansard.api.DiscoveryQueries.CollectConversation;
import dev.hansard.api.DiscoveryQueries.CollectConversations;
import dev.hansard.api.DiscoveryQueries.Found;
import dev.hansard.api.DiscoveryQueries.MayCollect;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import dev.hansard.audit.export.Conversation;
import dev.hansard.audit.export.RecordReader;
import dev.hansard.axon.preservation.Conversations;
import dev.hansard.axon.store.ConversationLog.Length;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedSet;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which conversations there are, and about each. */
@Component
class CollectedConversations {
    private final CollectorGate gate;
    private final RecordReader record;
    private final Conversations conversations;

    CollectedConversations(CollectorGate gate, RecordReader record, Conversations conversations) {
        this.gate = gate;
        this.record = record;
        this.conversations = conversations;
    }

    @QueryHandler
    Boolean answer(MayCollect query) {
        gate.admit(query.collector(), query.about());
        return true;
    }

    @QueryHandler
    Found answer(CollectConversations query) {
        WorkspaceId workspace = query.workspace();
        gate.admit(
                query.collector(),
                query.member() == null ? null : query.member().value());
        long head = record.head(workspace);
        long since = query.since() == null ? 0 : record.before(workspace, instant(query.since()));
        var json = new CollectedJson(workspace);
        var items = new ArrayList<String>();
        for (var each : conversations.of(workspace)) {
            ChannelId id = each.key().channel();
            boolean before = query.after() != null && id.value().compareTo(query.after()) <= 0;
            if (before || (!query.kinds().isEmpty() && !query.kinds().contains(each.kind()))) continue;
            if (since > 0 && record.since(each.key(), since, 1).isEmpty()) continue;
            Conversation found = record.conversation(new Length(each.key(), 0), head);
            if (found == null || !isIn(found, query.member(), query.once())) continue;
            items.add(json.conversation(found).toString());
            if (items.size() == query.limit()) return new Found(List.copyOf(items), id.value());
        }
        return new Found(List.copyOf(items), null);
    }

    @QueryHandler
    DiscoveryQueries.Conversation answer(CollectConversation query) {
        gate.admit(query.collector(), query.channel().value());
        Conversation found = require(query.workspace(), query.channel());
        return new DiscoveryQueries.Conversation(
                new CollectedJson(query.workspace()).conversation(found).toString(),
                found.memberships().stream()
                        .map(each -> CollectedJson.member(each).toString())
                        .toList(),
                found.renames().stream()
                        .map(each -> CollectedJson.rename(each).toString())
                        .toList());
    }

    /** Refuses with {@code channel_not_found}. */
    Conversation require(WorkspaceId workspace, ChannelId channel) {
        var listed = new Length(new ChannelKey(workspace, channel), 0);
        Conversation found = record.conversation(listed, record.head(workspace));
        if (found == null) throw new Rejection(ErrorCode.CHANNEL_NOT_FOUND);
        return found;
    }

    static Instant instant(Ts ts) {
        return Instant.ofEpochSecond(ts.seconds());
    }

    private static boolean isIn(Conversation conversation, @Nullable UserId member, boolean once) {
        if (member == null) return true;
        SequencedSet<UserId> people = once ? conversation.everybody() : conversation.members();
        return people.contains(member);
    }
}
