// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import dev.hansard.api.Erases;
import dev.hansard.axon.content.ContentVault;
import dev.hansard.axon.content.KeysUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a shard's record and destroys the keys that erasures name. How far it is, is kept with the keys: so a copy of the
 * keys that is put back is brought up to the record again, and a process that is killed goes on where it was. Every process
 * follows; carrying out an erasure twice changes nothing.
 */
final class KeyDestruction implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyDestruction.class);
    private static final int PAGE = 1_000;
    private static final long NOTE_EVERY = 20_000;
    private static final long RETRY_MILLIS = 500;
    private static final long SWEEP_MILLIS = 1_000;
    /** Moves on when nothing is erased, so that the next start has little to look at. */
    private static final long IDLE_MILLIS = 60_000;

    private final int shard;
    private final JdbcEventLog log;
    private final ContentVault vault;
    private final DataSource writer;
    private final Semaphore news = new Semaphore(0);
    private final Thread thread;
    private long position;
    private long noted;
    private boolean dirty;
    private long sweptNanos;
    private volatile LongSupplier told = () -> 0;
    private volatile boolean closed;

    /** Carries out what is left over from before; throws when that cannot be done now. */
    KeyDestruction(int shard, JdbcEventLog log, ContentVault vault, DataSource writer) {
        this.shard = shard;
        this.log = log;
        this.vault = vault;
        this.writer = writer;
        // In this order, as other processes go on with both.
        long done = vault.destroyedUpTo(shard);
        long head = log.head(shard);
        // The record was put back to an earlier state, so that its positions now stand for other events.
        boolean putBack = done > head;
        if (putBack) LOG.warn("shard {}: the record ends before what its keys know; looking at all of it", shard);
        position = putBack ? 0 : done;
        noted = position;
        if (putBack) note();
        while (position < head) follow(head);
        if (position > noted) note();
        thread = Thread.ofPlatform().name("shard-" + shard + "-erasure").unstarted(this::run);
    }

    /** @param told the position up to which this process was told of what is committed */
    void start(LongSupplier told) {
        this.told = told;
        thread.start();
    }

    /** Something was committed. */
    void wake() {
        if (news.availablePermits() == 0) news.release();
    }

    private void run() {
        while (!closed) {
            try {
                news.tryAcquire(dirty ? SWEEP_MILLIS : IDLE_MILLIS, TimeUnit.MILLISECONDS);
                news.drainPermits();
                long head = told.getAsLong();
                while (position < head && !closed) follow(head);
                sweep();
            } catch (InterruptedException e) {
                return;
            } catch (KeysUnavailable | StoreUnavailable e) {
                LOG.warn("shard {}: the destruction of keys waits: {}", shard, e.toString());
                pause();
            } catch (RuntimeException e) {
                LOG.error("shard {}: the destruction of keys failed, trying again", shard, e);
                pause();
            }
        }
    }

    /** Lets go of what the log keeps in memory; not too often, for it looks at all of that. */
    private void sweep() {
        long now = System.nanoTime();
        if (!dirty || now - sweptNanos < TimeUnit.MILLISECONDS.toNanos(SWEEP_MILLIS)) return;
        log.dropErased();
        sweptNanos = now;
        dirty = false;
    }

    private void follow(long head) {
        List<EventRows.Raw> page = log.rawErasures(shard, position, PAGE);
        for (EventRows.Raw raw : page) {
            carryOut(raw);
            position = raw.position();
        }
        if (page.size() < PAGE) position = Math.max(position, head);
        dirty |= !page.isEmpty();
        if (!page.isEmpty() || position - noted >= NOTE_EVERY) note();
    }

    /** Carries out, on the calling thread, what this or another process has not done yet; again is harmless. */
    void carryOutUpTo(long end) {
        long at = vault.destroyedUpTo(shard);
        while (at < end) {
            List<EventRows.Raw> page = log.rawErasures(shard, at, PAGE);
            for (EventRows.Raw raw : page) {
                if (raw.position() > end) return;
                carryOut(raw);
                at = raw.position();
            }
            if (page.size() < PAGE) return;
        }
    }

    private void carryOut(EventRows.Raw raw) {
        try {
            CommittedEvent event = log.decode(raw);
            if (!(event.event() instanceof Erases erases)) return;
            removePlain(event.stream(), erases.sequences());
            vault.destroy(event.stream(), erases.sequences());
        } catch (UnreadableEvent e) {
            LOG.error("shard {}: erasure {} cannot be read and is not carried out", shard, raw.position(), e);
        }
    }

    /** Content from before there were keys has none that could be destroyed. */
    private void removePlain(String stream, List<Long> sequences) {
        String sql = "UPDATE event SET content = NULL WHERE stream = ? AND LEFT(content, 1) = '{' AND sequence IN ("
                + String.join(",", Collections.nCopies(sequences.size(), "?")) + ")";
        try (Connection connection = writer.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, stream);
            int index = 2;
            for (long sequence : sequences) update.setLong(index++, sequence);
            update.executeUpdate();
            connection.commit();
        } catch (SQLException e) {
            throw new StoreUnavailable("removing plain content", e);
        }
    }

    private void note() {
        vault.destroyedUpTo(shard, position);
        noted = position;
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        wake();
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
