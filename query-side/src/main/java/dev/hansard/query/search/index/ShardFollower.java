// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.index;

import dev.hansard.axon.process.Background;
import dev.hansard.axon.process.ReadModels;
import dev.hansard.axon.store.EventStores;
import dev.hansard.query.search.Generation;
import dev.hansard.query.search.IndexMoved;
import dev.hansard.query.search.MessageIndex;
import dev.hansard.query.search.SearchSettings;
import dev.hansard.query.search.index.IndexFeed.Page;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one shard's index up: sleeps until something is committed, gathers for a moment, then takes all there is. Where it is
 * the index knows; when it does not answer, the follower waits and goes on from what the index then holds.
 */
final class ShardFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShardFollower.class);
    private static final long CLAIM_EVERY_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final Duration ASLEEP = Duration.ofSeconds(1);
    /** Committed but not yet told of: the feed is a moment behind its writer. */
    private static final Duration FEED_HAND_OVER = Duration.ofMillis(1);

    private final int shard;
    private final EventStores stores;
    private final MessageIndex index;
    private final SearchSettings settings;
    private final Changes changes;
    private final IndexFeed feed;
    private final Purging purging;
    private final Backoff backoff = new Backoff();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private volatile long position;
    private volatile boolean claimed;
    private boolean toldOfLanguages;
    private volatile @Nullable String error;
    private volatile @Nullable Rebuild rebuild;
    private volatile boolean closed;

    ShardFollower(int shard, EventStores stores, MessageIndex index, SearchSettings settings, MeterRegistry meters) {
        this.shard = shard;
        this.stores = stores;
        this.index = index;
        this.settings = settings;
        this.changes = new Changes(stores.log(), settings);
        this.feed = new IndexFeed(shard, stores, index, changes, meters);
        this.purging = new Purging(shard, index, settings.purge());
        this.thread = Thread.ofPlatform().name("search-" + shard).start(Background.of(this::loop));
    }

    /** Something was committed. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    long lag() {
        return Math.max(0, stores.knownHead(shard) - position);
    }

    /** What one batch takes in is there in a moment. */
    boolean isBehind() {
        return lag() >= settings.batch();
    }

    long position() {
        return position;
    }

    private void loop() {
        long claimedAt = 0;
        while (!closed) {
            try {
                if (claimedAt == 0 || System.nanoTime() - claimedAt > CLAIM_EVERY_NANOS) {
                    claim();
                    claimedAt = System.nanoTime();
                }
                boolean moved = claimed && step();
                error = null;
                backoff.reset();
                if (!moved) idle();
                else if (!isBehind()) pause(settings.linger());
            } catch (IndexMoved e) {
                LOG.info("{}; going on from there", e.getMessage());
                claimedAt = 0;
            } catch (RuntimeException e) {
                if (closed) return;
                failed(e);
                claimedAt = 0;
                pause(backoff.next());
            }
        }
    }

    private void failed(RuntimeException e) {
        String what = e.getClass().getSimpleName();
        if (!what.equals(error)) LOG.warn("Search on shard {} waits: {}", shard, e.toString());
        error = what;
        claimed = false;
    }

    /** Also looks where the index is, which may have been restored, deleted or written by another process. */
    private synchronized void claim() {
        claimed = index.claim(shard);
        long held = index.position(shard, Generation.SERVING);
        if (held > stores.knownHead(shard) && held > stores.log().head(shard)) {
            LOG.error(
                    "The search index of shard {} is ahead of the record, so it is of another one: rebuilding", shard);
            if (claimed) startAnew();
        } else {
            moved(held);
        }
        tellOfLanguages();
    }

    private void tellOfLanguages() {
        if (toldOfLanguages) return;
        String made = index.languages(shard);
        String set = settings.languagesInShort();
        if (made != null && !made.equals(set)) {
            LOG.warn(
                    "The search index of shard {} was made with the languages {}, and {} are set: run replay search",
                    shard,
                    made,
                    set);
        }
        toldOfLanguages = true;
    }

    private void startAnew() {
        index.dropNext(shard);
        index.prepareNext(shard);
        index.promoteNext(shard);
        moved(0);
    }

    private synchronized boolean step() {
        Page page = feed.recent(position, settings.batch());
        if (page.isEmpty()) return false;
        if (feed.write(page, Generation.SERVING)) purging.due();
        // Before those who wait for the position go on and ask how it stands.
        error = null;
        moved(page.position());
        return true;
    }

    private void moved(long to) {
        lock.lock();
        try {
            position = to;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void idle() {
        lock.lock();
        try {
            if (closed) return;
            boolean isBehind = claimed && stores.knownHead(shard) > position;
            changed.awaitNanos((isBehind ? FEED_HAND_OVER : ASLEEP).toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the index includes the position; false when that took longer. */
    boolean await(long target, Duration patience) {
        long nanos = patience.toNanos();
        lock.lock();
        try {
            while (position < target && nanos > 0 && !closed) nanos = changed.awaitNanos(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return position >= target;
    }

    /** Fills a new generation from the first event, then serves it. */
    void replay(LongConsumer progress) {
        Rebuild running;
        synchronized (this) {
            if (rebuild != null) throw new IllegalStateException("a rebuild is under way");
            if (!claimed) throw new IllegalStateException("another process writes the search index, or nobody can");
            running = new Rebuild(shard, stores, index, feed, settings.batch());
            rebuild = running;
        }
        try {
            running.fill(progress);
            synchronized (this) {
                running.finish(progress);
                moved(running.position());
            }
            LOG.info("Search on shard {} serves a new generation", shard);
        } finally {
            rebuild = null;
        }
    }

    ReadModels.Status status() {
        Rebuild running = rebuild;
        return new ReadModels.Status(
                SearchFollower.NAME,
                shard,
                generation(),
                position,
                stores.knownHead(shard),
                thread.isAlive() && error == null,
                error,
                changes.passedOver(),
                running == null ? null : running.position());
    }

    private int generation() {
        return index.health().stream()
                .filter(health -> health.shard() == shard)
                .mapToInt(health -> (int) health.generation())
                .findFirst()
                .orElse(0);
    }

    private void pause(Duration time) {
        try {
            boolean ignored = stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        stopped.countDown();
        wake();
        purging.close();
        // Never interrupted: that would close the file that Lucene writes at the moment.
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
