// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.Ts;
import dev.hansard.axon.store.ConversationLog;
import dev.hansard.axon.store.ConversationLog.Entry;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

/** Walks a conversation by ts. Holds one page and one message. */
final class ItemReader implements Iterator<Found> {
    private static final int PAGE = 2_000;

    private final ConversationLog log;
    private final ChannelKey channel;
    private final long upTo;
    private final ArrayDeque<Entry> page = new ArrayDeque<>();
    private Ts ts;
    private long position;
    private boolean last;

    ItemReader(ConversationLog log, ChannelKey channel, long upTo) {
        this.log = log;
        this.channel = channel;
        this.upTo = upTo;
        this.ts = Ts.ZERO;
    }

    /** Only what follows the ts. */
    ItemReader(ConversationLog log, ChannelKey channel, Ts after, long upTo) {
        this.log = log;
        this.channel = channel;
        this.upTo = upTo;
        this.ts = after;
        this.position = Long.MAX_VALUE;
    }

    @Override
    public boolean hasNext() {
        return peek() != null;
    }

    @Override
    public Found next() {
        Entry first = peek();
        if (first == null) throw new NoSuchElementException();
        var builder = new ItemBuilder(subject(first));
        for (Entry next = first; next != null && subject(next).equals(builder.ts()); next = peek()) {
            builder.add(page.remove());
        }
        return builder.build();
    }

    private @org.jspecify.annotations.Nullable Entry peek() {
        if (page.isEmpty() && !last) {
            List<Entry> read = log.byMessage(channel, ts, position, upTo, PAGE);
            last = read.size() < PAGE;
            if (!read.isEmpty()) {
                ts = subject(read.getLast());
                position = read.getLast().position();
                page.addAll(read);
            }
        }
        return page.peek();
    }

    private static Ts subject(Entry entry) {
        return Objects.requireNonNull(entry.subject(), "rows are found by their subject");
    }
}
