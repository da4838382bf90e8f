// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.verify;

import dev.hansard.audit.proof.tlog.Checkpoint;
import dev.hansard.audit.proof.tlog.Frontier;
import dev.hansard.audit.proof.tlog.Hash;
import dev.hansard.audit.proof.tlog.Malformed;
import dev.hansard.audit.proof.tlog.NoteKeys;
import dev.hansard.audit.proof.tlog.Tile;
import dev.hansard.audit.proof.tlog.TileSource;
import dev.hansard.audit.proof.verify.Finding.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks a whole log given nothing but its files and the public key: builds the tree anew from the entries and compares every
 * tile and the signed root. Memory does not grow with the log.
 */
public final class LogVerification {
    private final TileSource files;
    private final NoteKeys keys;
    private final Findings findings = new Findings();

    public LogVerification(TileSource files, NoteKeys keys) {
        this.files = files;
        this.keys = keys;
    }

    /**
     * @param earlier a checkpoint of before that the log must go on from, as a signed note; null for none
     * @param progress is told how many entries were checked
     */
    public VerifyReport run(@Nullable String earlier, LongConsumer progress) throws IOException {
        Checkpoint signed = checkpoint("checkpoint", text("checkpoint"));
        Checkpoint before = earlier == null ? null : checkpoint("the earlier checkpoint", earlier);
        if (signed == null) return findings.report("log", 0);
        if (before != null && !mayFollow(before, signed)) before = null;
        rebuild(signed, before, progress);
        lookBeyond(signed);
        return findings.report(signed.origin(), signed.size());
    }

    private @Nullable String text(String path) throws IOException {
        byte[] bytes = files.read(path);
        if (bytes != null) return new String(bytes, StandardCharsets.UTF_8);
        findings.add(Kind.FILE_MISSING, path, "the log has no " + path);
        return null;
    }

    private @Nullable Checkpoint checkpoint(String place, @Nullable String note) {
        if (note == null) return null;
        try {
            return keys.checkpoint(note);
        } catch (Malformed e) {
            findings.add(Kind.SIGNATURE, place, e.getMessage());
            return null;
        }
    }

    private boolean mayFollow(Checkpoint before, Checkpoint signed) {
        if (!before.origin().equals(signed.origin())) {
            findings.add(
                    Kind.INCONSISTENT,
                    "checkpoint",
                    "it is of the log " + signed.origin() + ", the earlier one of " + before.origin());
            return false;
        }
        if (before.size() > signed.size()) {
            findings.add(
                    Kind.TRUNCATED,
                    "checkpoint",
                    signed.size() + 1,
                    null,
                    "it covers " + signed.size() + " events, the earlier one covered " + before.size()
                            + ": the log was cut off or set back");
            return false;
        }
        return true;
    }

    private void rebuild(Checkpoint signed, @Nullable Checkpoint before, LongConsumer progress) throws IOException {
        var entries = new EntryReader(files, signed.size(), findings);
        var differences = new TileDifferences(files, signed.size());
        var tree = new Frontier();
        boolean consistent =
                before == null || before.size() != 0 || before.root().equals(Hash.EMPTY_TREE);
        for (long bundle = 0; bundle < Tile.tiles(signed.size(), Tile.ENTRIES); bundle++) {
            List<Hash> leaves = entries.leaves(bundle);
            for (Hash leaf : leaves) {
                tree.append(leaf, differences::compare);
                if (before != null && tree.size() == before.size())
                    consistent = tree.root().equals(before.root());
            }
            progress.accept(tree.size());
        }
        tree.partial(differences::compare);
        boolean rightRoot = tree.root().equals(signed.root());
        new Attribution(files, signed, entries, differences, findings).report(rightRoot);
        if (!consistent && before != null) {
            findings.add(
                    Kind.INCONSISTENT,
                    "checkpoint",
                    "the first " + before.size()
                            + " events are not those of the earlier checkpoint: the log was rewritten");
        }
    }

    /** A checkpoint that was put back leaves tiles behind that it does not cover. So does a copy of a log that grows. */
    private void lookBeyond(Checkpoint signed) throws IOException {
        long next = signed.size() / Tile.WIDTH;
        var full = new Tile(Tile.ENTRIES, next, Tile.WIDTH);
        if (files.read(full.path()) != null) {
            findings.note(
                    "there are entries after the " + signed.size() + " that the checkpoint covers: the log grew while"
                            + " it was copied, or an older checkpoint was put back. Compare with a checkpoint from elsewhere.");
        }
    }
}
