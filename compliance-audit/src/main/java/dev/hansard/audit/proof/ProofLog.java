// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import dev.hansard.audit.proof.LogRow.Reached;
import dev.hansard.audit.proof.tlog.Checkpoint;
import dev.hansard.audit.proof.tlog.Hash;
import dev.hansard.audit.proof.tlog.Malformed;
import dev.hansard.audit.proof.tlog.Merkle;
import dev.hansard.audit.proof.tlog.NoteKeys;
import dev.hansard.audit.proof.tlog.NoteSigner;
import dev.hansard.audit.proof.tlog.Tile;
import dev.hansard.audit.proof.tlog.TreeReader;
import java.io.IOException;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One shard's log. Each pass takes the events that are new, in an order that a crash may break off anywhere: tiles and
 * entries, then the row in the database, then the checkpoint. For one thread; what is published may be read by all.
 */
final class ProofLog {
    private static final Logger LOG = LoggerFactory.getLogger(ProofLog.class);
    /** Events under one checkpoint at most, so that a log that is far behind shows progress. */
    private static final int PASS = 100 * Tile.WIDTH;

    /** @param note the checkpoint, signed */
    record Published(Checkpoint checkpoint, String note) {}

    private final int shard;
    private final RowSource rows;
    private final LogFolder folder;
    private final LogRow row;
    private final NoteSigner signer;
    private final NoteKeys believed;
    private final boolean beside;
    private final Supplier<@Nullable String> outside;
    private @Nullable LogEdge edge;
    private @Nullable Checkpoint abroad;
    private volatile @Nullable Published published;

    /**
     * @param beside whether there may be logs under other names
     * @param outside the last checkpoint at a place where the operator cannot take it back, if it can be read
     */
    ProofLog(
            int shard,
            RowSource rows,
            LogFolder folder,
            LogRow row,
            NoteSigner signer,
            NoteKeys believed,
            boolean beside,
            Supplier<@Nullable String> outside) {
        this.shard = shard;
        this.rows = rows;
        this.folder = folder;
        this.row = row;
        this.signer = signer;
        this.believed = believed;
        this.beside = beside;
        this.outside = outside;
    }

    String origin() {
        return signer.name();
    }

    int shard() {
        return shard;
    }

    LogFolder folder() {
        return folder;
    }

    NoteSigner signer() {
        return signer;
    }

    /** Null before the first checkpoint, and while another process writes the log. */
    @Nullable
    Published published() {
        return published;
    }

    /** What a pass came to. */
    enum Outcome {
        /** There is more to take. */
        MORE,
        DONE,
        /** Another process writes the log. */
        ELSEWHERE
    }

    /**
     * Takes what is new.
     *
     * @throws LogHalted when log and record contradict each other; nothing was signed
     */
    Outcome pass() throws IOException, SQLException {
        Reached reached = row.claim(beside);
        if (reached == null) {
            edge = null;
            published = null;
            return Outcome.ELSEWHERE;
        }
        LogEdge at = edge != null ? edge : open(reached);
        // Whatever fails from here on leaves it half grown; it is then read from the files again.
        edge = null;
        long from = at.size();
        long head = rows.head();
        boolean catchingUp = reached.size() > from;
        long target = catchingUp ? reached.size() : Math.min(head, from + PASS);
        if (head < Math.max(from, reached.size())) {
            throw new LogHalted("the record ends at position " + head + ", but the log covers "
                    + Math.max(from, reached.size()) + " events: the rows after " + head + " were removed");
        }
        if (target > from) grow(at, target, reached, catchingUp);
        edge = at;
        return head > target ? Outcome.MORE : Outcome.DONE;
    }

    private void grow(LogEdge at, long target, Reached reached, boolean catchingUp) throws IOException, SQLException {
        var before = new Reached(at.size(), at.root());
        rows.compare();
        rows.take(at, target);
        at.requireUpTo(target);
        at.writePartials();
        folder.settle();
        var after = new Reached(target, at.root());
        requireConsistent(before, after);
        if (catchingUp) {
            if (!after.equals(reached)) {
                throw new LogHalted(
                        "the first " + target + " rows are not those that were logged before: the record was"
                                + " changed while the log was away");
            }
        } else if (!row.advance(before, after)) {
            throw new SQLException("another process has taken the log over");
        }
        publish(after);
        rows.grown(target);
        for (Tile tile : Tile.edge(before.size())) {
            if (tile.full().isWithin(target)) folder.dropPartials(tile.full());
        }
    }

    private void publish(Reached after) throws IOException {
        var checkpoint = new Checkpoint(origin(), after.size(), after.root());
        String note = signer.sign(checkpoint.text()).toString();
        folder.write(LogFolder.CHECKPOINT, note);
        folder.settle();
        published = new Published(checkpoint, note);
    }

    /** What is about to be signed must go on from everything signed before, as the files on disk show. */
    private void requireConsistent(Reached before, Reached after) throws IOException {
        try {
            var tree = new TreeReader(folder, after.size());
            boolean good = tree.root(after.size()).equals(after.root())
                    && Merkle.consistent(
                            before.size(),
                            before.root(),
                            after.size(),
                            after.root(),
                            tree.consistency(before.size(), after.size()));
            if (!good) throw new LogHalted("the tiles do not go on from the checkpoint of size " + before.size());
            Checkpoint earlier = abroad;
            if (earlier == null || earlier.size() > after.size()) return;
            if (!tree.root(earlier.size()).equals(earlier.root())) {
                throw new LogHalted("the checkpoint of size " + earlier.size()
                        + " that was published outside belongs to another record");
            }
            abroad = null;
        } catch (Malformed e) {
            throw new LogHalted("the log in " + folder.root() + " is damaged: " + e.getMessage());
        }
    }

    private LogEdge open(Reached reached) throws IOException {
        folder.write(LogFolder.KEYS, keysText());
        folder.settle();
        String note = folder.text(LogFolder.CHECKPOINT);
        LogEdge opened;
        if (note == null) {
            if (reached.size() > 0) {
                LOG.warn(
                        "shard {}: there is no log in {}, so its {} events are logged anew from the record; nothing is"
                                + " signed unless they lead to the same root",
                        shard,
                        folder.root(),
                        reached.size());
            }
            published = null;
            opened = LogEdge.empty(shard, folder);
        } else {
            Checkpoint last = checkpoint(note);
            if (last.size() > reached.size()) {
                throw new LogHalted("the database knows of " + reached.size() + " logged events, the log of "
                        + last.size() + ": the database was set back");
            }
            opened = LogEdge.read(shard, folder, last);
            if (last.size() == reached.size() && !last.root().equals(reached.root())) {
                throw new LogHalted(
                        "the checkpoint of size " + last.size() + " is not the one that the database knows");
            }
            published = new Published(last, note);
            tidy(last.size());
            byte[] entry = opened.lastEntry();
            if (entry != null) rows.expect(last.size(), entry);
        }
        abroad = readOutside();
        if (abroad != null && abroad.size() > reached.size()) {
            throw new LogHalted(
                    "a checkpoint of size " + abroad.size() + " was published outside, but the log has only "
                            + reached.size() + " events: log and record were set back");
        }
        if (abroad != null && abroad.size() == opened.size() && !abroad.root().equals(opened.root())) {
            throw new LogHalted("the checkpoint of size " + abroad.size()
                    + " that was published outside belongs to another record");
        }
        return opened;
    }

    private Checkpoint checkpoint(String note) {
        try {
            Checkpoint last = believed.checkpoint(note);
            if (last.origin().equals(origin())) return last;
            throw new LogHalted(
                    "the checkpoint in " + folder.root() + " is of " + last.origin() + ", not of " + origin());
        } catch (Malformed e) {
            throw new LogHalted("the checkpoint in " + folder.root() + " cannot be believed: " + e.getMessage());
        }
    }

    private @Nullable Checkpoint readOutside() {
        String note = outside.get();
        if (note == null) return null;
        try {
            return believed.checkpoint(note);
        } catch (Malformed e) {
            LOG.warn("shard {}: the checkpoint that was published outside cannot be read: {}", shard, e.getMessage());
            return null;
        }
    }

    /** A crash between checkpoint and cleaning up leaves incomplete stages of full tiles behind. */
    private void tidy(long size) throws IOException {
        for (int level = Tile.ENTRIES; level <= 1; level++) {
            long full = Tile.tiles(size, level);
            for (long index = Math.max(0, full - PASS / Tile.WIDTH - 1); index < full; index++) {
                var tile = new Tile(level, index, Tile.WIDTH);
                if (tile.isWithin(size)) folder.dropPartials(tile);
            }
        }
    }

    private String keysText() {
        var text = new StringBuilder(
                "# The public keys of this log. Trust them only if you have them from elsewhere too.\n");
        believed.keys().forEach(key -> text.append(key).append('\n'));
        return text.toString();
    }

    /** The empty tree, or what was published last. */
    Checkpoint last() {
        Published last = published;
        return last == null ? new Checkpoint(origin(), 0, Hash.EMPTY_TREE) : last.checkpoint();
    }

    void release() throws SQLException {
        row.release();
    }
}
