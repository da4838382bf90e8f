// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import dev.hansard.api.ChannelId;
import dev.hansard.api.DirectoryQueries.FindMemberships;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.Views;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.bus.Queries;
import dev.hansard.axon.cluster.Interests;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import dev.hansard.axon.store.Shards;
import dev.hansard.axon.store.StoreUnavailable;
import dev.hansard.edge.session.Cursor;
import dev.hansard.edge.session.RtmSettings;
import dev.hansard.edge.session.Session;
import dev.hansard.edge.transport.CloseCode;
import dev.hansard.edge.transport.EncodedFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leads a session to the live end of its shard, from now or from where it was. Blocks, so it runs on a thread of its own. */
final class Entrance {
    private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int PAGE = 1_000;
    private static final int CHUNK_FRAMES = 200;
    private static final int CHUNK_BYTES = 256 * 1024;

    private final int shard;
    private final ShardFanout fanout;
    private final EventLog log;
    private final Shards moves;
    private final Queries queries;
    private final Function<CommittedEvent, Entry> entries;
    private final Interests interests;
    private final RtmSettings.Resume limits;
    private final Semaphore reading;

    /** The client does not take what it missed. */
    private static final class Stuck extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stuck() {
            super("stuck", null, false, false);
        }
    }

    Entrance(
            int shard,
            ShardFanout fanout,
            EventLog log,
            Shards moves,
            Queries queries,
            Function<CommittedEvent, Entry> entries,
            Interests interests,
            RtmSettings.Resume limits,
            Semaphore reading) {
        this.shard = shard;
        this.fanout = fanout;
        this.log = log;
        this.moves = moves;
        this.queries = queries;
        this.entries = entries;
        this.interests = interests;
        this.limits = limits;
        this.reading = reading;
    }

    /** Returns when the session is live, or closed because that did not succeed. */
    void enter(Session session, @Nullable String cursor) {
        try (var coverage = new Coverage(interests, shard, session.workspace())) {
            if (cursor == null) enterNow(session, coverage, null, "");
            else resume(session, coverage, cursor);
        } catch (Stuck e) {
            session.close(CloseCode.SLOW_READER);
        } catch (Rejection e) {
            boolean outage = e.code() == ErrorCode.SERVICE_UNAVAILABLE;
            session.close(outage ? CloseCode.TRY_AGAIN_LATER : CloseCode.AUTH_REVOKED);
        } catch (StoreUnavailable | TimeoutException e) {
            session.close(CloseCode.TRY_AGAIN_LATER);
        } catch (RuntimeException e) {
            LOG.error("A session could not start", e);
            session.close(CloseCode.TRY_AGAIN_LATER);
        }
    }

    /**
     * @param refusal why it is not resumed; null for a session that begins
     * @param came the cursor that is not resumed from. The hello keeps it: a client that is cut off before it hears of the
     *     refusal would otherwise come back as if nothing were missing.
     */
    private void enterNow(Session session, Coverage coverage, @Nullable String refusal, String came)
            throws TimeoutException {
        ShardFanout.Known known = memberships(session, coverage);
        goLive(
                walk(session, known, coverage, position -> {
                    String now = Cursor.at(session.workspace(), shard, position).toString();
                    var told = new ArrayList<EncodedFrame>(2);
                    if (session.manner().greeted()) told.add(ServerFrames.hello(refusal == null ? now : came));
                    if (refusal != null) told.add(ServerFrames.resumeFailed(refusal, now));
                    return told;
                }),
                coverage);
    }

    private void resume(Session session, Coverage coverage, String text) throws TimeoutException {
        Cursor from = Cursor.parse(text);
        if (from != null) from = here(from, session.workspace());
        if (from == null) {
            enterNow(session, coverage, "invalid_cursor", text);
            return;
        }
        // A cursor from another process may be ahead of what this one has heard of, but not of the record.
        long now = await(fanout.position());
        if (from.position() > now && from.position() > log.head(shard)) {
            enterNow(session, coverage, "invalid_cursor", text);
            return;
        }
        await(fanout.reaches(from.position()));
        if (now - from.position() > limits.limit()) {
            enterNow(session, coverage, "too_far_back", text);
            return;
        }
        if (session.manner().greeted()) session.send(ServerFrames.hello(text));
        long start = from.isComplete() ? from.position() : from.position() - 1;
        ShardFanout.Known known = memberships(session, coverage);
        if (start >= coverage.complete() && await(fanout.recent(start, Math.max(start, now))) != null) {
            goLive(returning(session, known, coverage, from, start), coverage);
            return;
        }
        reading.acquireUninterruptibly();
        try {
            goLive(returning(session, known, coverage, from, start), coverage);
        } finally {
            reading.release();
        }
    }

    /** The cursor as of this shard, if it is from before the workspace moved here; null if it cannot be. */
    private @Nullable Cursor here(Cursor from, WorkspaceId workspace) {
        if (from.belongsTo(workspace, shard))
            return moves.isBeforeArrival(workspace, shard, from.position()) ? null : from;
        if (!from.belongsTo(workspace, from.shard())) return null;
        Long position = moves.here(workspace, shard, from.shard(), from.position());
        return position == null ? null : Cursor.of(workspace, shard, position, from.part());
    }

    /** A walk that stands at {@code start}, with the memberships of that moment, and has been told what came after. */
    private Walk returning(Session session, ShardFanout.Known known, Coverage coverage, Cursor from, long start)
            throws TimeoutException {
        if (known.position() <= start) {
            Walk walk = walk(session, known, coverage, position -> List.of());
            for (Entry entry : between(known.position(), start, coverage)) walk.pass(entry, frame -> {});
            walk.tellFrom(from);
            return walk;
        }
        List<Entry> missed = between(start, known.position(), coverage);
        var memberships = memberships(session, known);
        if (cover(changes(memberships, missed), coverage)) missed = between(start, known.position(), coverage);
        for (Entry entry : missed.reversed()) memberships.undo(entry.event());
        Walk walk = new Walk(session, memberships, start, coverage, position -> List.of());
        walk.tellFrom(from);
        tell(walk, missed);
        return walk;
    }

    /** The conversations that the person came into or left in between. */
    private static Set<ChannelId> changes(Memberships memberships, List<Entry> missed) {
        return missed.stream()
                .map(entry -> memberships.changed(entry.event()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** True if the edge had not heard of all of these conversations until now. */
    private boolean cover(Collection<ChannelId> channels, Coverage coverage) throws TimeoutException {
        if (coverage.includes(channels)) return false;
        await(fanout.reaches(await(coverage.extend(channels))));
        return true;
    }

    private void goLive(Walk walk, Coverage coverage) throws TimeoutException {
        await(fanout.reaches(walk.position()));
        while (await(fanout.attempt(walk)) instanceof ShardFanout.Behind(List<Entry> missed, long position)) {
            boolean inMemory = missed != null && walk.mayUseMemory();
            tell(walk, inMemory ? missed : fromRecord(walk.position(), position));
            cover(walk.memberships().channels(), coverage);
        }
    }

    private void tell(Walk walk, List<Entry> missed) {
        var chunk = new ArrayList<EncodedFrame>();
        int[] bytes = new int[1];
        for (Entry entry : missed) {
            boolean goOn = walk.pass(entry, frame -> {
                chunk.add(frame);
                bytes[0] += frame.json().length;
            });
            if (chunk.size() >= CHUNK_FRAMES || bytes[0] >= CHUNK_BYTES) {
                send(walk.session(), chunk);
                chunk.clear();
                bytes[0] = 0;
            }
            if (!goOn) break;
        }
        if (!chunk.isEmpty()) send(walk.session(), chunk);
    }

    private static void send(Session session, List<EncodedFrame> frames) {
        if (!session.connection().sendAndWait(List.copyOf(frames), PATIENCE)) throw new Stuck();
    }

    private Walk walk(
            Session session, ShardFanout.Known known, Coverage coverage, LongFunction<List<EncodedFrame>> arrival) {
        return new Walk(session, memberships(session, known), known.position(), coverage, arrival);
    }

    private static Memberships memberships(Session session, ShardFanout.Known known) {
        return new Memberships(session.person(), known.channels() == null ? Set.of() : known.channels());
    }

    private ShardFanout.Known memberships(Session session, Coverage coverage) throws TimeoutException {
        ShardFanout.Known known = await(fanout.known(session.person()));
        if (known.channels() == null) {
            Views.Memberships asked = queries.ask(new FindMemberships(session.person()));
            known = new ShardFanout.Known(asked.channels(), asked.position());
        }
        if (known.channels() != null) cover(known.channels(), coverage);
        return known;
    }

    private List<Entry> between(long from, long to, Coverage coverage) throws TimeoutException {
        List<Entry> inMemory = from < coverage.complete() ? null : await(fanout.recent(from, to));
        return inMemory != null ? inMemory : fromRecord(from, to);
    }

    private List<Entry> fromRecord(long from, long to) {
        var read = new ArrayList<Entry>();
        long position = from;
        while (position < to) {
            List<CommittedEvent> page = log.after(shard, position, (int) Math.min(PAGE, to - position));
            if (page.isEmpty()) throw new StoreUnavailable("the record ends early", new IllegalStateException());
            for (CommittedEvent event : page) read.add(entries.apply(event));
            position = page.getLast().position();
        }
        return read;
    }

    private static <T extends @Nullable Object> T await(CompletableFuture<T> answer) throws TimeoutException {
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException();
        }
    }
}
