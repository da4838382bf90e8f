// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import dev.hansard.audit.proof.ProofLog.Published;
import dev.hansard.axon.process.Background;
import dev.hansard.axon.store.StoreUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one log up to date: sleeps until something is committed, gathers for a while, then takes all there is. */
final class LogFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);
    /** Shorter than a claim lasts. */
    private static final Duration KEEP_CLAIM = Duration.ofSeconds(4);

    /** So many events are not gathered any longer: the rows that were written are kept in memory until they are logged. */
    private static final int GATHERED = 8_192;

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration RETRY_HALTED = Duration.ofSeconds(30);

    private final ProofLog log;
    private final Duration interval;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private final Condition grown = lock.newCondition();
    private final Thread thread;
    /** Events that were committed since the last pass began. */
    private int news;

    private boolean hurry;
    private volatile boolean closed;
    private volatile boolean elsewhere;
    private volatile @Nullable String halted;
    private volatile @Nullable String error;
    private volatile @Nullable Instant lastCheckpoint;

    LogFollower(ProofLog log, Duration interval) {
        this.log = log;
        this.interval = interval;
        this.thread = Thread.ofPlatform().name("proofs-" + log.shard()).unstarted(Background.of(this::run));
    }

    void start() {
        thread.start();
    }

    ProofLog log() {
        return log;
    }

    /** Why nothing is signed any more; null while all is well. */
    @Nullable
    String halted() {
        return halted;
    }

    /** What keeps the log from growing at the moment; null while all is well. */
    @Nullable
    String error() {
        return error;
    }

    /** Another process writes the log. */
    boolean isElsewhere() {
        return elsewhere;
    }

    /** When this process signed last. */
    @Nullable
    Instant lastCheckpoint() {
        return lastCheckpoint;
    }

    /** So many events were committed. */
    void wake(int events) {
        signal(events, false);
    }

    private void signal(int events, boolean atOnce) {
        lock.lock();
        try {
            boolean first = news == 0;
            news = Math.min(news + events, GATHERED);
            hurry |= atOnce || news >= GATHERED;
            // While events are gathered, more of them change nothing.
            if (first || hurry) woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the log covers {@code size} events; answers whether it does. */
    boolean await(long size, Duration patience) {
        if (log.last().size() >= size) return true;
        signal(1, true);
        long left = patience.toNanos();
        lock.lock();
        try {
            while (log.last().size() < size && halted == null && !elsewhere) {
                if (left <= 0) return false;
                left = grown.awaitNanos(left);
            }
            return log.last().size() >= size;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (!closed) {
                Duration pause = step();
                if (pause.isPositive()) rest(pause);
                else gather();
            }
        } catch (InterruptedException e) {
            LOG.debug("shard {}: the log's follower ends", log.shard());
        }
    }

    private void rest(Duration pause) throws InterruptedException {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (!closed && left > 0) left = woken.awaitNanos(left);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for news, but not so long that the claim is lost, and then for more of them. */
    private void gather() throws InterruptedException {
        lock.lock();
        try {
            long left = KEEP_CLAIM.toNanos();
            while (news == 0 && !closed && left > 0) left = woken.awaitNanos(left);
            long gathering = news > 0 ? interval.toNanos() : 0;
            while (!hurry && !closed && gathering > 0) gathering = woken.awaitNanos(gathering);
            news = 0;
            hurry = false;
        } finally {
            lock.unlock();
        }
    }

    /** Answers how long to wait before the next one; zero to wait for news. */
    private Duration step() {
        try {
            Published before = log.published();
            ProofLog.Outcome outcome;
            do {
                outcome = log.pass();
                tell(outcome, before);
                before = log.published();
            } while (outcome == ProofLog.Outcome.MORE && !closed);
            return outcome == ProofLog.Outcome.ELSEWHERE ? KEEP_CLAIM : Duration.ZERO;
        } catch (LogHalted e) {
            if (!String.valueOf(e.getMessage()).equals(halted)) {
                LOG.error("shard {}: NO MORE CHECKPOINTS ARE SIGNED: {}", log.shard(), e.getMessage());
            }
            halted = e.getMessage();
            tellAll();
            return RETRY_HALTED;
        } catch (StoreUnavailable | SQLException | IOException | UncheckedIOException e) {
            if (error == null) LOG.warn("shard {}: the log waits: {}", log.shard(), e.toString());
            error = e.toString();
            return RETRY;
        } catch (RuntimeException e) {
            LOG.error("shard {}: the log failed, going on", log.shard(), e);
            error = e.toString();
            return RETRY;
        }
    }

    private void tell(ProofLog.Outcome outcome, @Nullable Published before) {
        if (halted != null) LOG.warn("shard {}: log and record agree again", log.shard());
        halted = null;
        error = null;
        elsewhere = outcome == ProofLog.Outcome.ELSEWHERE;
        Published now = log.published();
        if (now != null && !now.equals(before)) lastCheckpoint = Instant.now();
        tellAll();
    }

    private void tellAll() {
        lock.lock();
        try {
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes what is there, lets others go on and ends. */
    @Override
    public void close() {
        closed = true;
        signal(1, true);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
            if (thread.getState() == Thread.State.TERMINATED && halted == null && !elsewhere) {
                log.pass();
                log.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | SQLException | IOException e) {
            LOG.info("shard {}: the log's last events wait for the next start: {}", log.shard(), e.toString());
        }
    }
}
