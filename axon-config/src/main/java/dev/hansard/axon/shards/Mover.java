// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.shards;

import dev.hansard.api.PlacementEvents.WorkspaceArrived;
import dev.hansard.api.PlacementEvents.WorkspaceCleared;
import dev.hansard.api.PlacementEvents.WorkspaceMoved;
import dev.hansard.axon.process.ReadModels;
import dev.hansard.axon.store.Census;
import dev.hansard.axon.store.DatabaseClock;
import dev.hansard.axon.store.EventStores;
import dev.hansard.axon.store.Relocation;
import dev.hansard.axon.store.Relocation.Copied;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one move from whatever state it is in to its end. Every step may be cut off anywhere and repeated. */
final class Mover {
    private static final Logger LOG = LoggerFactory.getLogger(Mover.class);
    /** So few events are left to copy when writes are made to wait. */
    private static final long NEAR = 500;

    private static final int ROUNDS = 50;

    private static final int DEPART = 500;
    private static final Duration READ_MODELS = Duration.ofSeconds(30);
    private static final Duration LAST_READ_MODELS = Duration.ofSeconds(1);
    private static final Duration SINKS = Duration.ofMinutes(1);
    private static final long POLL_MILLIS = 100;

    /** The operator wants it to halt, or the process ends. */
    static final class Halted extends RuntimeException {
        private static final long serialVersionUID = 1;

        Halted() {
            super("halted", null, false, false);
        }
    }

    /** It cannot go on; the message says why. */
    static final class Stuck extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stuck(String why) {
            super(why, null, false, false);
        }
    }

    /** Where a move can be cut off in tests. */
    interface Probe {
        /** @param step what was just done */
        void reached(String step);
    }

    private final MoveTable table;
    private final EventStores stores;
    private final Relocation relocation;
    private final ReadModels readModels;
    private final Surroundings around;
    private final MoveSettings settings;
    private final BooleanSupplier closing;
    private final Probe probe;
    private Move move;

    Mover(
            Move move,
            MoveTable table,
            EventStores stores,
            ReadModels readModels,
            Surroundings around,
            MoveSettings settings,
            BooleanSupplier closing,
            Probe probe) {
        this.move = move;
        this.table = table;
        this.stores = stores;
        this.relocation = stores.relocation();
        this.readModels = readModels;
        this.around = around;
        this.settings = settings;
        this.closing = closing;
        this.probe = probe;
    }

    /** Returns when nothing is left to do now. */
    void run() throws SQLException {
        while (move.state().isUnderWay()) {
            try {
                switch (move.state()) {
                    case COPYING -> copy();
                    case PAUSED -> finish();
                    case SWITCHED -> settle();
                    case CLEARING -> clear();
                    case CANCELLING -> cancel();
                    case DONE, STOPPED, FAILED, CANCELLED -> {}
                }
            } catch (Stuck | Relocation.Mismatch e) {
                fail(String.valueOf(e.getMessage()));
            }
            reload();
        }
    }

    private void reload() throws SQLException {
        Move now = table.find(move.workspace());
        if (now == null) throw new MoveTable.NotOurs();
        move = now;
    }

    /** Before the switch this gives the workspace back; after it the source keeps what it has until the cause is gone. */
    private void fail(String why) throws SQLException {
        LOG.error("the move of {} to shard {} cannot go on: {}", move.workspace(), move.target(), why);
        reload();
        switch (move.state()) {
            case PAUSED -> {
                liftPause(MoveState.FAILED);
                table.progress(move, why);
            }
            case COPYING -> {
                table.step(move, MoveState.FAILED, move.fence());
                table.progress(move, why);
            }
            case SWITCHED, CLEARING, CANCELLING -> {
                table.progress(move, why);
                throw new Stuck(why);
            }
            case DONE, STOPPED, FAILED, CANCELLED -> {}
        }
    }

    private void copy() throws SQLException {
        relocation.begin(move.way());
        // So that whoever keeps state beside the events has a row to lock from now on; it stands in nobody's way.
        relocation.fence(move.source(), move.workspace(), move.epoch(), move.epoch());
        probe.reached("begun");
        for (int pause = 1; ; pause++) {
            catchUp(NEAR);
            awaitReadModels(move.target(), READ_MODELS, "the target's read models");
            while (around.isBusy(move.workspace())) {
                pause();
                table.progress(move, "waiting for exports to end");
                haltIfAsked();
            }
            // The rest is copied in the pause: under load the head never stands still.
            catchUp(NEAR);
            probe.reached("copied");
            compareCounts(false);
            table.step(move, MoveState.PAUSED, move.fence() + 1);
            reload();
            if (finish()) return;
            if (pause >= settings.pauses()) {
                throw new Stuck("the last events could not be copied within "
                        + settings.pause().toMillis() + " ms, " + pause + " times");
            }
        }
    }

    /** Copies until at most {@code left} positions are left, or until it is plain that more of this brings no fewer. */
    private void catchUp(long left) throws SQLException {
        Copied copied = relocation.copied(move.way());
        long head = relocation.head(move.source());
        int rounds = 0;
        while (copied.position() < head && rounds < ROUNDS) {
            copied = relocation.copy(move.way(), copied, head);
            note(copied, head, null);
            haltIfAsked();
            if (copied.position() < head) continue;
            long now = relocation.head(move.source());
            if (now - head <= left) return;
            head = now;
            rounds++;
        }
    }

    private void note(Copied copied, long head, @Nullable String detail) throws SQLException {
        move = new Move(
                move.workspace(),
                move.source(),
                move.target(),
                move.epoch(),
                move.fence(),
                move.state(),
                move.stop(),
                detail,
                copied.events(),
                copied.position(),
                head,
                move.askedAt(),
                move.switchedAt(),
                move.endedAt(),
                move.pauseMillis());
        table.progress(move, detail);
    }

    private void haltIfAsked() throws SQLException {
        if (closing.getAsBoolean()) throw new Halted();
        Move now = table.find(move.workspace());
        if (now == null || now.state() != move.state()) throw new MoveTable.NotOurs();
        if (!now.stop()) return;
        table.step(move, MoveState.STOPPED, move.fence());
        throw new Halted();
    }

    /** The write pause; false when it would have taken too long, and then writes go on. */
    private boolean finish() throws SQLException {
        long began = System.nanoTime();
        try {
            long head = relocation.fence(move.source(), move.workspace(), move.fence(), null);
            probe.reached("fenced");
            if (around.isBusy(move.workspace())) throw new TooLong();
            Copied copied = relocation.copied(move.way());
            while (copied.position() < head) {
                copied = relocation.copy(move.way(), copied, head);
                requireShort(began);
            }
            note(copied, head, null);
            stores.carryOutErasures(move.source(), head);
            around.copyKeys(move.workspace(), move.source(), move.target());
            relocation.copyState(move.way(), around.tables());
            requireShort(began);
            probe.reached("copied all");
            compareCounts(true);
            awaitReadModels(move.target(), LAST_READ_MODELS, null);
            requireShort(began);
            table.switchOver(move, (System.nanoTime() - began) / 1_000_000);
            stores.shards().doubt(move.workspace());
            probe.reached("switched");
            return true;
        } catch (TooLong e) {
            LOG.info("the switch of {} would take too long; copying on", move.workspace());
            liftPause(MoveState.COPYING);
            return false;
        } catch (SQLException e) {
            // The target may be away for long; writes must not wait for it.
            liftPause(MoveState.COPYING);
            throw e;
        }
    }

    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLong() {
            super("too long", null, false, false);
        }
    }

    private void requireShort(long began) {
        if (System.nanoTime() - began > settings.pause().toNanos()) throw new TooLong();
    }

    /** In this order: nobody can switch any more when writes are let in again. */
    private void liftPause(MoveState to) throws SQLException {
        table.step(move, to, move.fence());
        relocation.fence(move.source(), move.workspace(), move.epoch(), move.fence());
        reload();
    }

    /** @param exactly false while the source goes on, which may then be ahead */
    private void compareCounts(boolean exactly) throws SQLException {
        Census there = relocation.census(move.target(), move.workspace());
        Census here = relocation.census(move.source(), move.workspace());
        if (!there.isWhole()) throw new Stuck("a stream has a gap at the target");
        if (exactly && !there.equals(here)) {
            throw new Stuck("the target has " + there.events() + " events, the source " + here.events());
        }
        for (var stream : there.streams().entrySet()) {
            Census.Stream source = here.streams().get(stream.getKey());
            if (source == null || source.last() < stream.getValue().last()) {
                throw new Stuck("the target has more of " + stream.getKey() + " than the source");
            }
        }
    }

    /** After the switch: tells everybody, and waits until nobody reads at the source any more. */
    private void settle() throws SQLException {
        relocation.append(move.source(), new WorkspaceMoved(move.workspace(), move.target(), move.fence()));
        relocation.append(
                move.target(), new WorkspaceArrived(move.workspace(), move.source(), move.fence(), move.copied()));
        probe.reached("told");
        Instant switched = Objects.requireNonNull(move.switchedAt());
        while (Instant.now().isBefore(switched.plus(settings.linger()))) {
            pause();
            table.progress(move, "readers may still be at the source");
        }
        awaitSinks();
        table.progress(move, "comparing source and target");
        String here = relocation.digest(move.source(), move.workspace(), Long.MAX_VALUE);
        if (!here.equals(relocation.digest(move.target(), move.workspace(), relocation.arrivedUpTo(move.way())))) {
            throw new Stuck("source and target differ; the source keeps what it has");
        }
        table.step(move, MoveState.CLEARING, move.fence());
        probe.reached("compared");
    }

    private void clear() throws SQLException {
        long cleared = relocation.append(move.source(), new WorkspaceCleared(move.workspace(), move.fence()));
        table.progress(move, "the source's read models let go");
        awaitReadModels(move.source(), cleared);
        probe.reached("read models cleared");
        around.files(
                move.workspace(),
                stores.shards().shard(move.source()),
                stores.shards().shard(move.target()));
        relocation.removeState(move.source(), move.workspace(), move.fence(), around.tables());
        depart(move.source(), move.fence());
        around.removeKeys(move.workspace(), move.source());
        probe.reached("departed");
        table.step(move, MoveState.DONE, move.fence());
        LOG.info("{} moved from shard {} to shard {}", move.workspace(), move.source(), move.target());
    }

    private void depart(int shard, long fence) throws SQLException {
        long gone = 0;
        int some;
        while ((some = relocation.depart(shard, move.workspace(), fence, DEPART)) > 0) {
            gone += some;
            table.progress(move, gone + " events have departed");
            if (closing.getAsBoolean()) throw new Halted();
        }
    }

    private void cancel() throws SQLException {
        relocation.fence(move.target(), move.workspace(), move.epoch(), null);
        relocation.forgetArrival(move.way());
        long cleared = relocation.append(move.target(), new WorkspaceCleared(move.workspace(), move.epoch()));
        awaitReadModels(move.target(), cleared);
        depart(move.target(), move.epoch());
        relocation.removeState(move.target(), move.workspace(), move.epoch(), around.tables());
        around.removeKeys(move.workspace(), move.target());
        table.step(move, MoveState.CANCELLED, move.fence());
    }

    private void awaitReadModels(int shard, Duration patience, @Nullable String what) throws SQLException {
        long wanted = stores.log().head(shard);
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline && !readModels.includeEverywhere(shard, wanted, false)) {
            pause();
            if (what == null) continue;
            table.progress(move, "waiting for " + what);
            haltIfAsked();
        }
    }

    /** @param wanted where the workspace was cleared */
    private void awaitReadModels(int shard, long wanted) throws SQLException {
        while (!readModels.includeEverywhere(shard, wanted, true)) {
            pause();
            table.progress(move, "waiting for the read models of shard " + shard);
        }
    }

    /** Who streams the audit trail has all of the source first; a sink that nobody serves is not waited for. */
    private void awaitSinks() throws SQLException {
        String sql = "SELECT COUNT(*) FROM audit_stream WHERE position < ? AND claimed_until > " + DatabaseClock.NOW
                + " - ?";
        while (true) {
            try (Connection connection =
                            stores.shards().shard(move.source()).reader().getConnection();
                    PreparedStatement select = connection.prepareStatement(sql)) {
                select.setLong(1, move.head());
                select.setLong(2, SINKS.toMillis());
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    if (row.getLong(1) == 0) return;
                }
            }
            pause();
            table.progress(move, "waiting for the audit trail to be streamed");
        }
    }

    private void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Halted();
        }
        if (closing.getAsBoolean()) throw new Halted();
    }
}
