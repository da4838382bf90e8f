// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import dev.hansard.axon.store.CommitFeed.Listener;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one shard. What this process commits arrives at once, and so does what other nodes tell of; what nobody tells of is
 * noticed when it leaves a gap before something else, or by asking for the head now and then.
 */
final class ShardFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShardFeed.class);
    private static final int RECENT = 16_384;
    private static final int PAGE = 1_000;

    /** What is missing may be on its way to us: our own commit, or one that another node is about to tell of. */
    private static final long ON_ITS_WAY_MILLIS = 5;

    private record Arrival(Range range, boolean own) {}

    private final int shard;
    private final EventLog log;
    private final long pollMillis;
    private final AggregateMemory memory;
    private final Oblivion oblivion;
    private final RecentEvents recent;
    private final BlockingQueue<Arrival> arriving = new LinkedBlockingQueue<>();

    /** What has arrived before its turn, by first position; belongs to the feed's thread. */
    private final TreeMap<Long, Arrival> early = new TreeMap<>();

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile EventStores.Relay relay = (range, own) -> {};
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
        long last = events.getLast().position();
        head.accumulateAndGet(last, Math::max);
        arriving.add(new Arrival(new Range(shard, events.getFirst().position(), last, events), true));
    }

    /** From a node that committed this; the events may be only those that this node asked for. */
    void heard(Range range) {
        oblivion.learn(range.events(), recent);
        for (CommittedEvent event : range.events()) memory.evict(event.stream());
        head.accumulateAndGet(range.last(), Math::max);
        arriving.add(new Arrival(range, false));
    }

    /** Some node knows that this much is committed. */
    void heard(long committed) {
        if (committed <= head.get()) return;
        head.accumulateAndGet(committed, Math::max);
        arriving.add(new Arrival(new Range(shard, committed + 1, committed, List.of()), false));
    }

    void relayTo(EventStores.Relay told) {
        relay = told;
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
        long ahead = listener.isUrgent()
                ? listeners.stream().takeWhile(Listener::isUrgent).count()
                : listeners.size();
        listeners.add((int) ahead, listener);
        return position;
    }

    synchronized void remove(Listener listener) {
        listeners.remove(listener);
    }

    private void run() {
        while (!closed) {
            try {
                Arrival next = arriving.poll(pollMillis, TimeUnit.MILLISECONDS);
                if (next == null) lookForMore();
                else take(next);
                pass();
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

    private void lookForMore() throws InterruptedException {
        long found = log.head(shard);
        if (found <= position) return;
        Arrival next = arriving.poll(ON_ITS_WAY_MILLIS, TimeUnit.MILLISECONDS);
        head.accumulateAndGet(found, Math::max);
        if (next == null) readUpTo(head.get());
        else take(next);
    }

    private void take(Arrival arrival) {
        Range range = arrival.range();
        if (range.last() > position) {
            early.merge(
                    range.first(),
                    arrival,
                    (a, b) -> a.range().last() >= b.range().last() ? a : b);
        } else if (arrival.own()) {
            relay.passed(range, true);
        }
    }

    /** Everything that has arrived, in order; what is missing in between is waited for a moment and then read. */
    private void pass() throws InterruptedException {
        while (!early.isEmpty() && !closed) {
            Range first = early.firstEntry().getValue().range();
            if (first.first() > position + 1) {
                awaitWhatIsMissing();
                readUpTo(early.firstKey() - 1);
            } else {
                Arrival due = early.pollFirstEntry().getValue();
                deliver(due.range(), due.own());
            }
        }
    }

    private void awaitWhatIsMissing() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ON_ITS_WAY_MILLIS);
        while (early.firstKey() > position + 1) {
            Arrival next = arriving.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) return;
            take(next);
        }
    }

    private void readUpTo(long target) {
        while (position < target && !closed) {
            try {
                List<CommittedEvent> events = log.after(shard, position, (int) Math.min(PAGE, target - position));
                events.forEach(event -> memory.evict(event.stream()));
                oblivion.learn(events, recent);
                deliverRead(events);
            } catch (UnreadableEvent e) {
                LOG.error("shard {}: nobody is told of event {}", shard, e.position(), e);
                List<CommittedEvent> before = e.position() - 1 == position
                        ? List.of()
                        : log.after(shard, position, (int) (e.position() - 1 - position));
                deliverRead(before);
                deliver(new Range(shard, e.position(), e.position(), List.of()), false);
            }
        }
    }

    private void deliverRead(List<CommittedEvent> events) {
        if (events.isEmpty()) return;
        deliver(new Range(shard, events.getFirst().position(), events.getLast().position(), events), false);
    }

    private synchronized void deliver(Range range, boolean own) {
        if (range.last() > position) {
            long from = position;
            List<CommittedEvent> news = range.first() == from + 1
                    ? range.events()
                    : range.events().stream()
                            .filter(event -> event.position() > from)
                            .toList();
            recent.add(news);
            Oblivion.redact(news, recent);
            position = range.last();
            head.accumulateAndGet(position, Math::max);
            for (Listener listener : listeners) tell(listener, news);
        }
        if (!range.isEmpty()) relay.passed(range, own);
    }

    private void tell(Listener listener, List<CommittedEvent> news) {
        try {
            if (!news.isEmpty()) listener.committed(shard, news);
            if (news.isEmpty() || news.getLast().position() < position) listener.passed(shard, position);
        } catch (RuntimeException e) {
            LOG.error("shard {}: a listener threw", shard, e);
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
