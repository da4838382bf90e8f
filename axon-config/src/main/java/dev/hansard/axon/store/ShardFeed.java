// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import dev.hansard.axon.store.CommitFeed.Listener;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one shard. What this process commits arrives at once; what others commit is noticed when it leaves a gap before our
 * own, or by asking for the head now and then.
 */
final class ShardFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShardFeed.class);
    private static final int RECENT = 16_384;
    private static final int PAGE = 1_000;
    private static final long OWN_COMMIT_MILLIS = 5;

    private final int shard;
    private final EventLog log;
    private final long pollMillis;
    private final AggregateMemory memory;
    private final Oblivion oblivion;
    private final RecentEvents recent;
    private final BlockingQueue<List<CommittedEvent>> local = new LinkedBlockingQueue<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile long position;
    /** Raised by the writer and by the feed, at any time; a lost raise would let readers believe that they are caught up. */
    private final AtomicLong head;

    private volatile boolean closed;

    ShardFeed(int shard, EventLog log, StoreSettings settings, AggregateMemory memory, Oblivion oblivion) {
        this.shard = shard;
        this.log = log;
        this.memory = memory;
        this.oblivion = oblivion;
        this.pollMillis = settings.foreignPoll().toMillis();
        this.position = log.head(shard);
        this.head = new AtomicLong(position);
        this.recent = new RecentEvents(RECENT, position);
        this.thread = Thread.ofPlatform().name("shard-" + shard + "-feed").start(this::run);
    }

    /** From the shard's writer, right after its commit. */
    void committed(List<CommittedEvent> events) {
        oblivion.learn(events, recent);
        head.accumulateAndGet(events.getLast().position(), Math::max);
        local.add(events);
    }

    long position() {
        return position;
    }

    /** The last position that is known to be committed; at least everything that this process has acknowledged. */
    long head() {
        return head.get();
    }

    /** Tells of streams that others have written to since, without waiting for the next look; false if there are none. */
    boolean lookForForeign() {
        long from = head.get();
        long to = log.head(shard);
        for (long at = from; at < to; at += PAGE) {
            List<CommittedEvent> events = log.after(shard, at, (int) Math.min(PAGE, to - at));
            events.forEach(event -> memory.evict(event.stream()));
            oblivion.learn(events, recent);
        }
        return to > from;
    }

    @Nullable
    List<CommittedEvent> recent(long after, int limit) {
        return recent.after(after, limit);
    }

    synchronized long add(Listener listener) {
        listeners.add(listener);
        return position;
    }

    synchronized void remove(Listener listener) {
        listeners.remove(listener);
    }

    private void run() {
        while (!closed) {
            try {
                List<CommittedEvent> events = local.poll(pollMillis, TimeUnit.MILLISECONDS);
                if (events == null) {
                    long found = log.head(shard);
                    if (found <= position) continue;
                    // It may be our own commit, of which we are about to be told.
                    events = local.poll(OWN_COMMIT_MILLIS, TimeUnit.MILLISECONDS);
                    head.accumulateAndGet(found, Math::max);
                }
                readUpTo(events == null ? head.get() : events.getFirst().position() - 1);
                if (events != null) deliver(events);
            } catch (InterruptedException e) {
                return;
            } catch (StoreUnavailable e) {
                LOG.debug("shard {}: feed waits for the database", shard, e);
                pause();
            } catch (RuntimeException e) {
                LOG.error("shard {}: feed failed, going on", shard, e);
                pause();
            }
        }
    }

    private void readUpTo(long target) {
        while (position < target && !closed) {
            try {
                List<CommittedEvent> events = log.after(shard, position, (int) Math.min(PAGE, target - position));
                events.forEach(event -> memory.evict(event.stream()));
                oblivion.learn(events, recent);
                deliver(events);
            } catch (UnreadableEvent e) {
                LOG.error("shard {}: nobody is told of event {}", shard, e.position(), e);
                List<CommittedEvent> before = e.position() - 1 == position
                        ? List.of()
                        : log.after(shard, position, (int) (e.position() - 1 - position));
                deliver(before);
                skip(e.position());
            }
        }
    }

    private synchronized void skip(long unreadable) {
        position = unreadable;
    }

    private synchronized void deliver(List<CommittedEvent> events) {
        if (events.isEmpty() || events.getLast().position() <= position) return;
        long from = position;
        List<CommittedEvent> news = events.getFirst().position() == from + 1
                ? events
                : events.stream().filter(event -> event.position() > from).toList();
        recent.add(news);
        Oblivion.redact(news, recent);
        position = news.getLast().position();
        head.accumulateAndGet(position, Math::max);
        for (Listener listener : listeners) {
            try {
                listener.committed(shard, news);
            } catch (RuntimeException e) {
                LOG.error("shard {}: a listener threw", shard, e);
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(pollMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
