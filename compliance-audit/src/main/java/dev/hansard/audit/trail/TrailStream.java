// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import dev.hansard.axon.process.ReadModels;
import dev.hansard.axon.store.Shards.Shard;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends one shard's trail to one target, in order, each entry at least once, on a thread of its own. It reads what is there
 * already, so a target that is away holds up nothing but itself.
 */
final class TrailStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrailStream.class);

    /** Where the entries come from. */
    record Source(StreamPositions positions, TrailTables tables, TrailReader reader, ReadModels readModels) {}

    private final String sink;
    private final Shard shard;
    private final StreamTarget target;
    private final Source source;
    private final int batch;
    private final Duration poll;
    private final AtomicLong sent = new AtomicLong();
    private final Thread thread;
    private volatile long position;
    private volatile long end;
    private volatile boolean sending;
    private volatile @Nullable String error;
    private volatile boolean closed;

    TrailStream(String sink, Shard shard, StreamTarget target, Source source, StreamSettings settings) {
        this.sink = sink;
        this.shard = shard;
        this.target = target;
        this.source = source;
        this.batch = settings.batch();
        this.poll = settings.poll();
        this.thread = Thread.ofPlatform()
                .name("audit-stream-" + sink + "-" + shard.id())
                .daemon()
                .start(this::run);
    }

    TrailStreams.Status status() {
        return new TrailStreams.Status(sink, shard.id(), position, end, sending, sent.get(), error);
    }

    private void run() {
        while (!closed) {
            boolean more = false;
            try {
                more = step();
                error = null;
            } catch (IOException | SQLException | RuntimeException e) {
                if (error == null && !closed) LOG.warn("the audit trail does not reach {}: {}", sink, e.toString());
                error = e.toString();
            }
            if (!more) pause();
        }
    }

    /** Answers whether there may be more at once. */
    private boolean step() throws IOException, SQLException {
        sending = source.positions().claim(shard, sink);
        long from = source.positions().position(shard, sink);
        position = from;
        end = source.tables().position(shard);
        if (!sending || end <= from) return false;
        long safe = Math.min(end, firstDeadLetter() - 1);
        List<EntryRow> rows = source.tables()
                .read(
                        shard,
                        each -> each.list(
                                "SELECT " + EntryRow.COLUMNS + " FROM ${entry} WHERE position > ? AND position <= ?"
                                        + " ORDER BY position LIMIT ?",
                                EntryRow::of,
                                List.of(from, safe, batch)));
        boolean full = rows.size() == batch;
        List<ObjectNode> entries = source.reader().read(shard, rows);
        if (!entries.isEmpty()) target.send(entries);
        long to = full ? rows.getLast().position() : safe;
        if (to <= from) return false;
        source.positions().advance(shard, sink, from, to);
        position = to;
        sent.addAndGet(entries.size());
        return full;
    }

    /** What a dead letter holds back would come too late for a target that is past it. */
    private long firstDeadLetter() {
        return source.readModels().deadLetters().stream()
                .filter(letter -> letter.projection().equals(TrailProjection.NAME) && letter.shard() == shard.id())
                .mapToLong(ReadModels.DeadLetter::position)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private void pause() {
        try {
            Thread.sleep(poll);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(5_000);
            source.positions().release(shard, sink);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.debug("the claim on {} runs out by itself", sink, e);
        }
    }
}
