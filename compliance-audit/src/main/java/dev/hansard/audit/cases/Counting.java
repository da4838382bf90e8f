// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.cases;

import dev.hansard.api.CaseQueries.Counts;
import dev.hansard.audit.export.Conversation;
import dev.hansard.audit.export.Found;
import dev.hansard.audit.export.Item;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds up what a search finds. */
final class Counting implements SearchWalk.Visitor {
    private final HeldNow holds;
    private final Map<String, Long> channels = new LinkedHashMap<>();
    private long looked;
    private long messages;
    private long edited;
    private long deleted;
    private long erased;
    private long held;
    private long unreadable;

    Counting(HeldNow holds) {
        this.holds = holds;
    }

    @Override
    public boolean sees(Conversation conversation, Found found, boolean matches) {
        looked++;
        if (!matches) return true;
        messages++;
        channels.merge(conversation.id(), 1L, Long::sum);
        switch (found) {
            case Found.Unreadable none -> unreadable++;
            case Found.Readable readable -> add(conversation, readable.item());
        }
        return true;
    }

    private void add(Conversation conversation, Item item) {
        if (item.isEdited()) edited++;
        if (item.isDeleted()) deleted++;
        if (item.isErased()) erased++;
        if (!holds.holding(conversation, item).isEmpty()) held++;
    }

    Counts counts(@Nullable String next) {
        return new Counts(looked, messages, edited, deleted, erased, held, unreadable, Map.copyOf(channels), next);
    }
}
