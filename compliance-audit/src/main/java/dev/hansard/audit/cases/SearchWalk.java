// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.cases;

import dev.hansard.api.Ts;
import dev.hansard.api.WorkspaceId;
import dev.hansard.audit.export.Conversation;
import dev.hansard.audit.export.Found;
import dev.hansard.audit.export.RecordReader;
import dev.hansard.audit.export.Scope;
import dev.hansard.audit.export.Selection;
import dev.hansard.axon.preservation.Conversations;
import dev.hansard.axon.store.ConversationLog.Length;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Looks through the record for what a scope selects, as it stood at a position: deleted messages and earlier versions
 * too. A walk ends after a bounded number of messages and can be gone on with.
 */
@Component
class SearchWalk {
    private static final int BUDGET = 20_000;
    /** What it costs to look at a conversation at all, in messages. */
    private static final int CONVERSATION = 10;

    /** Sees what is looked at. */
    @FunctionalInterface
    interface Visitor {
        /** False to end here. */
        boolean sees(Conversation conversation, Found found, boolean matches);
    }

    private final RecordReader record;
    private final Conversations conversations;

    private final int budget;

    @Autowired
    SearchWalk(RecordReader record, Conversations conversations) {
        this(record, conversations, BUDGET);
    }

    /** @param budget messages that one walk looks at, at most */
    SearchWalk(RecordReader record, Conversations conversations, int budget) {
        this.record = record;
        this.conversations = conversations;
        this.budget = budget;
    }

    /** Where to go on; null when all was looked at. */
    @Nullable
    ScanCursor walk(WorkspaceId workspace, Scope scope, long position, @Nullable ScanCursor from, Visitor visitor) {
        var selection = new Selection(scope);
        @Nullable Ts until = scope.until() == null ? null : Ts.at(scope.until());
        int left = budget;
        for (var each : conversations.of(workspace)) {
            String id = each.key().channel().value();
            if (from != null && id.compareTo(from.channel()) < 0) continue;
            if (!scope.channels().isEmpty()
                    && !scope.channels().contains(each.key().channel())) continue;
            if (left <= 0) return new ScanCursor(id, Ts.ZERO);
            left -= CONVERSATION;
            Conversation conversation = record.conversation(new Length(each.key(), 0), position);
            if (conversation == null) continue;
            Iterator<Found> items = record.items(each.key(), start(scope, from, id), position);
            while (items.hasNext()) {
                Found found = items.next();
                if (until != null && !until.isAfter(found.ts())) break;
                boolean goOn = visitor.sees(conversation, found, selection.has(conversation, found));
                if (!goOn || --left <= 0) return new ScanCursor(id, found.ts());
            }
        }
        return null;
    }

    private static Ts start(Scope scope, @Nullable ScanCursor from, String id) {
        Ts first = scope.from() == null ? Ts.ZERO : Ts.at(scope.from());
        Ts before = first.micros() == 0 ? Ts.ZERO : new Ts(first.micros() - 1);
        if (from == null || !from.channel().equals(id)) return before;
        return from.after().isAfter(before) ? from.after() : before;
    }
}
