// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.discovery;

import dev.hansard.api.DiscoveryQueries.CollectEdits;
import dev.hansard.api.DiscoveryQueries.CollectMessage;
import dev.hansard.api.DiscoveryQueries.CollectMessages;
import dev.hansard.api.DiscoveryQueries.Found;
import dev.hansard.api.DiscoveryQueries.Message;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.Rejection;
import dev.hansard.api.Ts;
import dev.hansard.audit.export.Conversation;
import dev.hansard.audit.export.Found.Readable;
import dev.hansard.audit.export.RecordReader;
import dev.hansard.axon.store.CommittedEvent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was said in a conversation, and what was changed or taken away again. */
@Component
class CollectedMessages {
    /** At most so many are looked at for one answer. */
    private static final int BUDGET = 20_000;

    private static final int PAGE = 500;
    /** A change is written a moment after it was decided. */
    private static final long SLACK_SECONDS = 60;

    private final CollectorGate gate;
    private final CollectedConversations conversations;
    private final RecordReader record;

    CollectedMessages(CollectorGate gate, CollectedConversations conversations, RecordReader record) {
        this.gate = gate;
        this.conversations = conversations;
        this.record = record;
    }

    @QueryHandler
    Found answer(CollectMessages query) {
        gate.admit(query.collector(), query.channel().value());
        Conversation in = conversations.require(query.workspace(), query.channel());
        var json = new CollectedJson(query.workspace());
        Ts before =
                query.oldest().micros() == 0 ? Ts.ZERO : new Ts(query.oldest().micros() - 1);
        Ts after = query.after() != null && query.after().isAfter(before) ? query.after() : before;
        Iterator<dev.hansard.audit.export.Found> items = record.items(in.key(), after, record.head(query.workspace()));
        var found = new ArrayList<String>();
        int left = BUDGET;
        while (items.hasNext()) {
            var next = items.next();
            if (next.ts().isAfter(query.latest())) break;
            if (isShown(next)) found.add(json.message(in, next).toString());
            if (found.size() == query.limit() || --left == 0) {
                return new Found(List.copyOf(found), next.ts().toString());
            }
        }
        return new Found(List.copyOf(found), null);
    }

    /** What is gone without a trace for members is told by the edits alone. */
    private static boolean isShown(dev.hansard.audit.export.Found found) {
        return !(found instanceof Readable readable)
                || !readable.item().isHidden()
                || readable.item().threadStarted();
    }

    @QueryHandler
    Message answer(CollectMessage query) {
        gate.admit(query.collector(), query.channel() + "/" + query.ts());
        Conversation in = conversations.require(query.workspace(), query.channel());
        var found = record.item(in.key(), query.ts(), record.head(query.workspace()));
        if (found == null) throw new Rejection(ErrorCode.MESSAGE_NOT_FOUND);
        var json = new CollectedJson(query.workspace());
        List<String> edits = !(found instanceof Readable readable)
                ? List.of()
                : json.edits(in, readable.item()).stream().map(Object::toString).toList();
        return new Message(json.message(in, found).toString(), edits);
    }

    @QueryHandler
    Found answer(CollectEdits query) {
        gate.admit(query.collector(), query.channel().value());
        Conversation in = conversations.require(query.workspace(), query.channel());
        long head = record.head(query.workspace());
        long position = query.after() != null ? position(query.after()) : first(query);
        var edits = new ArrayList<String>();
        for (int left = BUDGET; left > 0; ) {
            List<CommittedEvent> page = record.since(in.key(), position, PAGE);
            for (CommittedEvent event : page) {
                if (event.position() > head) return new Found(List.copyOf(edits), null);
                position = event.position();
                Ts at = changed(event.event());
                if (at != null && !query.oldest().isAfter(at) && !at.isAfter(query.latest())) {
                    edits.addAll(edits(in, event.event(), at, head));
                }
                if (edits.size() >= query.limit()) return new Found(List.copyOf(edits), Long.toString(position));
            }
            if (page.size() < PAGE) return new Found(List.copyOf(edits), null);
            left -= page.size();
        }
        return new Found(List.copyOf(edits), Long.toString(position));
    }

    private long first(CollectEdits query) {
        long from = query.oldest().seconds() - SLACK_SECONDS;
        return from <= 0 ? 0 : record.before(query.workspace(), java.time.Instant.ofEpochSecond(from));
    }

    private List<String> edits(Conversation in, DomainEvent event, Ts at, long head) {
        if (!(event instanceof MessageEvents about)) return List.of();
        if (!(record.item(in.key(), about.ts(), head) instanceof Readable readable)) return List.of();
        return new CollectedJson(in.key().workspace())
                .edits(in, readable.item()).stream()
                        .filter(edit -> edit.path("ts").asString("").equals(at.toString()))
                        .map(Object::toString)
                        .toList();
    }

    /** When a message was changed or taken away; null for any other event. */
    private static @Nullable Ts changed(DomainEvent event) {
        return switch (event) {
            case MessageEvents.MessageEdited e -> e.editedTs();
            case MessageEvents.MessageDeleted e -> e.deletedTs();
            case MessageEvents.MessageErased e -> e.erasedTs();
            default -> null;
        };
    }

    private static long position(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Rejection(ErrorCode.INVALID_CURSOR);
        }
    }
}
