// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.Ts;
import dev.hansard.axon.store.ConversationLog;
import dev.hansard.axon.store.ConversationLog.Entry;
import dev.hansard.axon.store.StoreUnavailable;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Walks a conversation by ts. Holds one page and one message, while the page after that is read beside it. */
final class ItemReader implements Iterator<Found> {
    private static final int PAGE = 2_000;

    private final ConversationLog log;
    private final ChannelKey channel;
    private final long upTo;
    private final ArrayDeque<Entry> page = new ArrayDeque<>();
    private Ts ts;
    private long position = Long.MAX_VALUE;
    private @Nullable FutureTask<List<Entry>> ahead;
    private boolean last;

    /** @param after what is about this message is left out, like all before */
    ItemReader(ConversationLog log, ChannelKey channel, Ts after, long upTo) {
        this.log = log;
        this.channel = channel;
        this.upTo = upTo;
        this.ts = after;
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

    private @Nullable Entry peek() {
        if (page.isEmpty() && !last) {
            boolean first = ahead == null && position == Long.MAX_VALUE;
            List<Entry> read = ahead == null ? log.byMessage(channel, ts, position, upTo, PAGE) : result(ahead);
            last = read.size() < PAGE;
            page.addAll(read);
            if (last) return page.peek();
            ts = subject(read.getLast());
            position = read.getLast().position();
            // Who looks at the first messages alone is not made to read more.
            ahead = first ? null : ahead();
        }
        return page.peek();
    }

    private FutureTask<List<Entry>> ahead() {
        Ts from = ts;
        long after = position;
        var task = new FutureTask<>(() -> log.byMessage(channel, from, after, upTo, PAGE));
        Thread.ofVirtual().name("export-read").start(task);
        return task;
    }

    private static List<Entry> result(FutureTask<List<Entry>> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            throw new IllegalStateException("a conversation cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("reading a conversation", e);
        }
    }

    private static Ts subject(Entry entry) {
        return Objects.requireNonNull(entry.subject(), "rows are found by their subject");
    }
}
