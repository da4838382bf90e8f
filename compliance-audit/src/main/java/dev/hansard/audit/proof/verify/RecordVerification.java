// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.verify;

import dev.hansard.audit.proof.Leaf;
import dev.hansard.audit.proof.tlog.Checkpoint;
import dev.hansard.audit.proof.tlog.EntryBundle;
import dev.hansard.audit.proof.tlog.Malformed;
import dev.hansard.audit.proof.tlog.NoteKeys;
import dev.hansard.audit.proof.tlog.Tile;
import dev.hansard.audit.proof.tlog.TileSource;
import dev.hansard.audit.proof.verify.Finding.Kind;
import dev.hansard.axon.store.RawEvent;
import dev.hansard.axon.store.RawEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Compares every row of a shard's record with the log: hashes each anew. Checks the log itself first, for a log that is not
 * the signed one says nothing about the rows. May run while the server writes.
 */
public final class RecordVerification {
    private static final String RECORD = "record";
    /** Stored names of what a move leaves. */
    private static final String DEPARTED = "event.departed";

    private static final String CLEARED = "workspace.cleared";
    private static final int CHUNK = 16 * Tile.WIDTH;

    private final RawEvents rows;
    private final int shard;
    private final TileSource files;
    private final NoteKeys keys;
    private final Findings findings = new Findings();
    private final RowDifferences differences = new RowDifferences();
    private long checked;
    private long bundle = -1;
    /** Where the first event of a workspace was that is on another shard now. */
    private final Map<String, Long> departed = new TreeMap<>();

    private final Set<String> cleared = new HashSet<>();
    private List<byte[]> entries = List.of();

    public RecordVerification(RawEvents rows, int shard, TileSource files, NoteKeys keys) {
        this.rows = rows;
        this.shard = shard;
        this.files = files;
        this.keys = keys;
    }

    /** @param progress is told how many events were checked: first those of the log, then the rows */
    public VerifyReport run(LongConsumer progress) throws IOException {
        VerifyReport log = new LogVerification(files, keys).run(null, progress);
        log.findings().forEach(findings::add);
        Checkpoint signed;
        try {
            byte[] note = files.read("checkpoint");
            if (note == null) return findings.report(log.subject(), 0);
            signed = keys.checkpoint(new String(note, StandardCharsets.UTF_8));
            compare(signed, progress);
        } catch (Malformed e) {
            findings.note("the rows were not all compared: " + e.getMessage());
            return findings.report(log.subject(), checked);
        }
        if (!differences.isEmpty()) {
            rows.read(shard, signed.size(), signed.size() + CHUNK, row -> differences.later(Leaf.of(shard, row)));
        }
        lookForMoves(signed);
        lookOutside(signed);
        differences.report(findings, signed.size());
        return findings.report(signed.origin(), checked);
    }

    private void compare(Checkpoint signed, LongConsumer progress) throws IOException {
        for (long from = 0; from < signed.size(); from += CHUNK) {
            long end = Math.min(signed.size(), from + CHUNK);
            try {
                rows.read(shard, from, end, row -> compare(row, signed.size()));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            missingUpTo(end, signed.size());
            progress.accept(checked);
        }
    }

    private void compare(RawEvent row, long size) {
        try {
            missingUpTo(row.position() - 1, size);
            byte[] logged = entry(row.position(), size);
            Leaf found = Leaf.of(shard, row);
            note(row);
            if (!Arrays.equals(found.encode(), logged)) differences.differs(Leaf.decode(logged), found);
            checked++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void note(RawEvent row) {
        if (row.type().equals(DEPARTED)) departed.putIfAbsent(row.workspace(), row.position());
        if (row.type().equals(CLEARED)) cleared.add(row.workspace());
    }

    /** Only an event that is on the record lets a workspace go, so that nobody can pass off a loss as a move. */
    private void lookForMoves(Checkpoint signed) {
        if (departed.isEmpty()) return;
        rows.read(shard, signed.size(), rows.head(shard), this::note);
        departed.forEach((workspace, position) -> {
            if (cleared.contains(workspace)) {
                findings.note(workspace + " went to another shard; of its events only what is in the log is left here");
            } else {
                findings.add(
                        Kind.ROW_ALTERED,
                        RECORD,
                        position,
                        null,
                        "it says that " + workspace + " went to another shard, but no such move is on the record");
            }
        });
    }

    private void missingUpTo(long position, long size) throws IOException {
        while (checked < position) {
            checked++;
            differences.missing(Leaf.decode(entry(checked, size)));
        }
    }

    private byte[] entry(long position, long size) throws IOException {
        long index = (position - 1) / Tile.WIDTH;
        if (index != bundle) {
            var tile = new Tile(Tile.ENTRIES, index, (int) Math.min(Tile.WIDTH, size - index * Tile.WIDTH));
            byte[] bytes = files.read(tile.path());
            if (bytes == null) bytes = files.read(tile.full().path());
            if (bytes == null) throw new Malformed(tile.path() + " is missing");
            entries = EntryBundle.parse(bytes, tile.width());
            bundle = index;
        }
        return entries.get((int) ((position - 1) % Tile.WIDTH));
    }

    private void lookOutside(Checkpoint signed) {
        // In this order: what is committed in between only moves the head.
        long last = rows.last(shard);
        long head = rows.head(shard);
        if (head < signed.size()) {
            findings.add(
                    Kind.TRUNCATED,
                    RECORD,
                    head + 1,
                    null,
                    "the record counts " + head + " events, but " + signed.size() + " were logged");
        } else if (head > signed.size()) {
            findings.note((head - signed.size()) + " events came after the last checkpoint and are not logged yet");
        }
        rows.read(shard, Math.max(head, signed.size()), last, row -> inserted(row, "after the last position"));
        if (rows.first(shard) < 1)
            rows.read(shard, Long.MIN_VALUE, 0, row -> inserted(row, "before the first position"));
    }

    private void inserted(RawEvent row, String where) {
        findings.add(
                Kind.ROW_INSERTED,
                RECORD,
                row.position(),
                row.stream(),
                "a row lies " + where + " that was never counted: " + row.type() + ", sequence " + row.sequence());
    }
}
