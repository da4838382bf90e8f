// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.shards;

import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.process.Owner;
import dev.hansard.axon.process.ReadModels;
import dev.hansard.axon.store.EventStores;
import dev.hansard.axon.store.Shards;
import dev.hansard.axon.store.Shards.Placement;
import dev.hansard.axon.store.Shards.Shard;
import dev.hansard.axon.store.StoreUnavailable;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The moves of workspaces between shards. What is asked for here is noted on the first shard, and worked on by one of the
 * processes that have an object of this class; when that process ends, another one goes on.
 */
public final class ShardMoves implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShardMoves.class);
    private static final Duration KEEP_CLAIM = Duration.ofSeconds(4);
    private static final Duration REST = Duration.ofSeconds(10);

    private final EventStores stores;
    private final ReadModels readModels;
    private final Surroundings around;
    private final MoveSettings settings;
    private final Clock clock;
    private final Mover.Probe probe;
    private final Owner owner = new Owner();
    private final MoveTable table;
    private final Set<WorkspaceId> working = ConcurrentHashMap.newKeySet();
    /** Until when a move that cannot go on is left alone. */
    private final Map<WorkspaceId, Long> resting = new ConcurrentHashMap<>();

    private final Thread thread;
    private volatile boolean closed;

    ShardMoves(
            EventStores stores,
            ReadModels readModels,
            Surroundings around,
            MoveSettings settings,
            Clock clock,
            Mover.Probe probe) {
        this.stores = stores;
        this.readModels = readModels;
        this.around = around;
        this.settings = settings;
        this.clock = clock;
        this.probe = probe;
        this.table = new MoveTable(stores.shards(), owner.name());
        this.thread = Thread.ofVirtual().name("shard-moves").unstarted(this::look);
    }

    /** Begins to work on what was asked for, here or elsewhere. */
    void start() {
        thread.start();
    }

    /**
     * Asks for a move. Returns at once.
     *
     * @param changeRegion whether the workspace may leave its region
     * @throws MoveRefused when it cannot be
     */
    public Move move(WorkspaceId workspace, int target, boolean changeRegion) {
        Placement placement = check(workspace, target, changeRegion);
        var move = new Move(
                workspace,
                placement.shard(),
                target,
                placement.epoch(),
                placement.epoch(),
                MoveState.COPYING,
                false,
                null,
                0,
                0,
                0,
                clock.instant(),
                null,
                null,
                null);
        return available(() -> {
            table.insert(move);
            return move;
        });
    }

    /**
     * Whether a move can be, as far as is known without asking for it.
     *
     * @throws MoveRefused when it cannot
     */
    public Placement check(WorkspaceId workspace, int target, boolean changeRegion) {
        Shards shards = stores.shards();
        if (target < 0 || target >= shards.all().size()) {
            throw new MoveRefused(
                    "unknown_shard",
                    "there is no shard " + target + "; there are 0 to "
                            + (shards.all().size() - 1));
        }
        Placement placement = shards.placement(workspace);
        if (placement.shard() == target) {
            throw new MoveRefused("already_there", "the workspace is on shard " + target);
        }
        Shard from = shards.shard(placement.shard());
        Shard to = shards.shard(target);
        if (!changeRegion && !from.region().equals(to.region())) {
            throw new MoveRefused(
                    "other_region",
                    "shard " + target + " is in region " + to.region() + ", the workspace in " + from.region()
                            + "; say --change-region if it may leave its region");
        }
        return placement;
    }

    /** Halts a move before its switch; false when there is none to halt. It keeps what it has copied. */
    public boolean stop(WorkspaceId workspace) {
        return available(() -> table.wish(workspace, MoveState.COPYING, MoveState.COPYING, true));
    }

    /** Goes on with a move that was halted or has failed; false when there is none. */
    public boolean resume(WorkspaceId workspace) {
        return available(() -> table.wish(workspace, MoveState.STOPPED, MoveState.COPYING, false)
                || table.wish(workspace, MoveState.FAILED, MoveState.COPYING, false));
    }

    /** Gives a move up that was halted or has failed; false when there is none. */
    public boolean cancel(WorkspaceId workspace) {
        return available(() -> table.wish(workspace, MoveState.STOPPED, MoveState.CANCELLING, false)
                || table.wish(workspace, MoveState.FAILED, MoveState.CANCELLING, false));
    }

    /** The last move of each workspace that was ever moved, the latest first. */
    public List<Move> all() {
        return available(table::all);
    }

    /** The last move of a workspace; null if it never moved. */
    public @Nullable Move find(WorkspaceId workspace) {
        try {
            return table.find(workspace);
        } catch (SQLException e) {
            throw new StoreUnavailable("reading a move", e);
        }
    }

    private void look() {
        while (!closed) {
            try {
                for (Move move : table.all()) if (move.state().isUnderWay()) work(move);
            } catch (SQLException | StoreUnavailable e) {
                LOG.debug("moves cannot be looked for now", e);
            } catch (RuntimeException e) {
                LOG.error("looking for moves failed", e);
            }
            sleep(settings.look());
        }
    }

    private void work(Move move) throws SQLException {
        Long rest = resting.get(move.workspace());
        if (rest != null && System.nanoTime() - rest < 0) return;
        if (!working.add(move.workspace())) return;
        boolean ours = false;
        try {
            String other = table.owner(move.workspace());
            ours = table.claim(move, Owner.isGone(other) ? other : null);
        } finally {
            if (!ours) working.remove(move.workspace());
        }
        if (ours) Thread.ofVirtual().name("move-" + move.workspace()).start(() -> run(move));
    }

    private void run(Move move) {
        Thread claims = Thread.ofVirtual().start(() -> keepClaim(move));
        try {
            Move now = table.find(move.workspace());
            if (now != null) {
                new Mover(now, table, stores, readModels, around, settings, () -> closed, probe).run();
            }
        } catch (Mover.Halted | MoveTable.NotOurs e) {
            LOG.info("the move of {} to shard {} rests", move.workspace(), move.target());
        } catch (SQLException | RuntimeException e) {
            LOG.warn("the move of {} to shard {} has to wait: {}", move.workspace(), move.target(), e.toString(), e);
            resting.put(move.workspace(), System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(restMillis(e)));
        } finally {
            claims.interrupt();
            try {
                table.release(move.workspace());
            } catch (SQLException e) {
                LOG.debug("the claim on a move runs out by itself", e);
            }
            working.remove(move.workspace());
        }
    }

    /** Whether this process leaves it alone for a while because it could not go on. */
    boolean isResting(WorkspaceId workspace) {
        return resting.containsKey(workspace) && !working.contains(workspace);
    }

    private static long restMillis(Exception e) {
        return e instanceof SQLException ? 500 : REST.toMillis();
    }

    /** Comparing a big workspace takes longer than a claim lasts. */
    private void keepClaim(Move move) {
        try {
            while (!closed) {
                Thread.sleep(KEEP_CLAIM);
                if (!table.claim(move, null)) return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.debug("the claim on a move is not kept", e);
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Work<R> {
        R run() throws SQLException;
    }

    private static <R> R available(Work<R> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw new StoreUnavailable("keeping moves", e);
        }
    }

    /** Halts what this process works on, for another one to go on with. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        for (int i = 0; i < 100 && !working.isEmpty(); i++) sleep(Duration.ofMillis(50));
        owner.close();
    }
}
