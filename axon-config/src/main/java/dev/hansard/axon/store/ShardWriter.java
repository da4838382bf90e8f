// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import dev.hansard.axon.store.AppendRefused.Reason;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of a shard in this process. Appends that arrive while a commit is under way share the next one. Senders do
 * not wait here: an append's future tells when it is durable.
 */
final class ShardWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShardWriter.class);
    private static final Duration MAX_BACKOFF = Duration.ofMillis(500);

    private final int shard;
    private final StoreSettings settings;
    private final BatchCommit database;
    private final LastSequences lastSequences = new LastSequences();
    private final BlockingQueue<Append> queue;
    private final Consumer<List<CommittedEvent>> committed;
    private final WrittenRows written;
    private final AggregateMemory memory;
    private final Executor acks;
    private final Thread thread;
    private final Timer appendTime;
    private final DistributionSummary batchSize;
    private volatile CompletableFuture<Long> tail = CompletableFuture.completedFuture(0L);
    /** Streams of the current batch whose events failed: what follows them rests on them. */
    private final Set<String> lostStreams = new HashSet<>();

    /** Appends in the queue that rest on one that failed. They are answered in their turn. */
    private final Set<Append> doomed = Collections.newSetFromMap(new IdentityHashMap<>());

    private volatile boolean closed;

    /**
     * @param committed told of every batch right after its commit, before the senders are
     * @param written gets the rows before that
     * @param memory told which aggregates rest on what failed
     * @param acks runs what hangs on the futures
     */
    ShardWriter(
            int shard,
            StoreSettings settings,
            BatchCommit database,
            Consumer<List<CommittedEvent>> committed,
            WrittenRows written,
            AggregateMemory memory,
            Executor acks,
            MeterRegistry meters) {
        this.shard = shard;
        this.settings = settings;
        this.database = database;
        this.committed = committed;
        this.written = written;
        this.memory = memory;
        this.acks = acks;
        this.queue = new ArrayBlockingQueue<>(settings.maxQueuedAppends());
        String tag = Integer.toString(shard);
        this.appendTime = Timer.builder("hansard.store.append")
                .description("from handing an append over until it is durable")
                .publishPercentiles(0.5, 0.95, 0.99)
                .tag("shard", tag)
                .register(meters);
        this.batchSize = DistributionSummary.builder("hansard.store.batch")
                .description("events per commit")
                .tag("shard", tag)
                .register(meters);
        Gauge.builder("hansard.store.queue", queue, BlockingQueue::size)
                .description("appends waiting for the writer")
                .tag("shard", tag)
                .register(meters);
        this.thread = Thread.ofPlatform().name("shard-" + shard + "-writer").start(this::run);
    }

    /**
     * Hands an append over; refuses with {@link StoreUnavailable} when too many wait already, and with {@link AppendRefused}
     * when it was decided on what turned out not to be so.
     */
    synchronized void append(Append append) {
        for (Append.Row row : append.rows()) {
            if (memory.isOutdated(row.stream())) throw new AppendRefused(Reason.CONFLICT, row.stream());
        }
        if (closed || !queue.offer(append)) {
            throw new StoreUnavailable("too many appends are waiting", new IllegalStateException("queue is full"));
        }
        tail = append.durable();
    }

    /** Completes when everything that was handed over before this call is durable, or failed. */
    CompletableFuture<Long> tail() {
        return tail;
    }

    private void run() {
        var batch = new ArrayList<Append>();
        while (true) {
            try {
                Append first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first == null) {
                    if (closed) return;
                    continue;
                }
                fill(batch, first);
                commit(batch);
            } catch (InterruptedException e) {
                closed = true;
            } catch (RuntimeException e) {
                LOG.error("shard {}: a batch failed unexpectedly", shard, e);
                failAll(batch, new StoreUnavailable("writing events", e));
            }
            batch.clear();
            lostStreams.clear();
        }
    }

    private void fill(List<Append> batch, Append first) {
        int events = 0;
        Append next = first;
        while (next != null) {
            batch.add(next);
            events += next.rows().size();
            next = events < settings.maxBatch() ? queue.poll() : null;
        }
    }

    private void commit(List<Append> batch) {
        var stale = new ArrayList<Append>();
        List<Append> fresh;
        try {
            fresh = withoutStale(batch, stale);
        } catch (SQLException e) {
            failAll(batch, new StoreUnavailable("reading a stream's end", e));
            return;
        }
        if (!fresh.isEmpty()) write(fresh);
        // Not earlier: when an append is answered, all that were handed over before it must have been decided on.
        for (Append append : stale) {
            answer(append, new AppendRefused(Reason.CONFLICT, append.rows().getFirst().stream()));
        }
    }

    private void write(List<Append> fresh) {
        List<Append.Row> rows = new ArrayList<>();
        var conditions = new ArrayList<Map.Entry<String, Long>>();
        var placements = new HashSet<Shards.Placement>();
        for (Append append : fresh) {
            rows.addAll(append.rows());
            placements.addAll(append.placements());
            conditions.addAll(append.conditions().entrySet());
        }
        try {
            long first = writePatiently(
                    rows, conditions, placements, fresh.getFirst().enqueuedNanos());
            succeed(fresh, rows, first);
        } catch (BatchCommit.Fenced e) {
            var others = new ArrayList<Append>();
            for (Append append : fresh) {
                if (!append.isOfAny(e.workspaces())) others.add(append);
                else fail(append, new AppendRefused(Reason.MOVED, append.rows().getFirst().stream()));
            }
            if (!others.isEmpty()) commit(others);
        } catch (SQLException e) {
            if (!isRefusal(e)) failAll(fresh, new StoreUnavailable("writing events", e));
            else if (fresh.size() == 1) refuse(fresh.getFirst(), e);
            else fresh.forEach(append -> commit(List.of(append)));
        }
    }

    /** Leaves out appends whose aggregate does not continue its stream: what they were decided on never became durable. */
    private List<Append> withoutStale(List<Append> batch, List<Append> stale) throws SQLException {
        var expected = new HashMap<String, Long>();
        var fresh = new ArrayList<Append>();
        for (Append append : batch) {
            // Sequences alone do not tell: another process may have written what an append continues.
            boolean lost = doomed.remove(append) || append.touchesAny(lostStreams);
            Map<String, Long> after = lost ? Map.of() : lastSequences.follow(append, expected, database);
            if (after.isEmpty()) {
                forget(append);
                stale.add(append);
            } else {
                expected.putAll(after);
                fresh.add(append);
            }
        }
        return fresh;
    }

    private long writePatiently(
            List<Append.Row> rows,
            List<Map.Entry<String, Long>> conditions,
            Set<Shards.Placement> placements,
            long sinceNanos)
            throws SQLException {
        long deadline = sinceNanos + settings.commitDeadline().toNanos();
        long backoffMillis = 10;
        long inDoubt = -1;
        while (true) {
            try {
                if (inDoubt >= 0 && database.committed(rows, inDoubt)) return inDoubt;
                inDoubt = -1;
                return database.write(rows, conditions, placements);
            } catch (SQLException e) {
                if (e instanceof BatchCommit.Fenced) throw e;
                if (e instanceof BatchCommit.InDoubt doubt) inDoubt = doubt.first();
                if (isRefusal(e) || System.nanoTime() > deadline || closed) throw e;
                LOG.warn("shard {}: commit failed, trying again: {}", shard, e.getMessage());
            }
            sleep(backoffMillis);
            backoffMillis = Math.min(backoffMillis * 2, MAX_BACKOFF.toMillis());
        }
    }

    private void succeed(List<Append> appends, List<Append.Row> rows, long first) {
        var events = new ArrayList<CommittedEvent>(rows.size());
        long position = first;
        for (Append.Row row : rows) {
            lastSequences.put(row.stream(), row.sequence());
            events.add(new CommittedEvent(
                    shard, position++, row.stream(), row.sequence(), row.at(), row.meta(), row.event()));
        }
        batchSize.record(rows.size());
        written.add(rows, first);
        committed.accept(events);
        var done = List.copyOf(appends);
        acks.execute(() -> {
            long last = first - 1;
            for (Append append : done) {
                last += append.rows().size();
                appendTime.record(System.nanoTime() - append.enqueuedNanos(), TimeUnit.NANOSECONDS);
                append.durable().complete(last);
            }
        });
    }

    private void refuse(Append append, SQLException cause) {
        Reason reason = Reason.UNSTORABLE;
        if (isDuplicate(cause)) reason = usesOnceKeyAgain(append) ? Reason.ONCE : Reason.CONFLICT;
        if (reason == Reason.UNSTORABLE) LOG.error("shard {}: rows refused by the database", shard, cause);
        fail(append, new AppendRefused(reason, append.rows().getFirst().stream()));
    }

    private boolean usesOnceKeyAgain(Append append) {
        try {
            for (Append.Row row : append.rows()) {
                byte[] hash = row.onceHash();
                if (hash != null && database.hasOnce(row.stream(), hash)) return true;
            }
            return false;
        } catch (SQLException e) {
            return false;
        }
    }

    private void failAll(List<Append> appends, RuntimeException cause) {
        for (Append append : appends) fail(append, cause);
    }

    private void fail(Append append, RuntimeException cause) {
        doomed.remove(append);
        forget(append);
        answer(append, cause);
    }

    private void answer(Append append, RuntimeException cause) {
        acks.execute(() -> append.durable().completeExceptionally(cause));
    }

    /** With an append goes all that was decided on it so far. */
    private synchronized void forget(Append append) {
        var streams = new HashSet<String>();
        append.addStreamsTo(streams);
        if (!lostStreams.addAll(streams)) return;
        boolean more = true;
        while (more) {
            more = false;
            for (Append waiting : queue) {
                if (waiting.touchesAny(streams) && doomed.add(waiting)) {
                    waiting.addStreamsTo(streams);
                    more = true;
                }
            }
        }
        for (String stream : streams) {
            lastSequences.forget(stream);
            memory.evict(stream);
        }
    }

    /** The database understood and said no: class 23 (integrity) or 22 (data). */
    private static boolean isRefusal(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("23") || state.startsWith("22"));
    }

    private static boolean isDuplicate(SQLException e) {
        String state = e.getSQLState();
        return state != null && state.startsWith("23");
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes what is queued, then stops. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        try {
            thread.join(settings.commitDeadline().toMillis() + 1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
