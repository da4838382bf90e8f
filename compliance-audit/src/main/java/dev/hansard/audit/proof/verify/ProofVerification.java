// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.verify;

import dev.hansard.audit.proof.Leaf;
import dev.hansard.audit.proof.tlog.Checkpoint;
import dev.hansard.audit.proof.tlog.Hash;
import dev.hansard.audit.proof.tlog.Malformed;
import dev.hansard.audit.proof.tlog.NoteKeys;
import dev.hansard.audit.proof.tlog.ProofFile;
import dev.hansard.audit.proof.verify.Finding.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Checks files of inclusion proofs. Proofs under one checkpoint have its signature checked once. */
public final class ProofVerification {
    private final NoteKeys keys;
    private final Findings findings;
    private final Map<String, Checkpoint> signed = new HashMap<>();

    ProofVerification(NoteKeys keys, Findings findings) {
        this.keys = keys;
        this.findings = findings;
    }

    /** Checks one file on its own. */
    public static VerifyReport file(Path file, NoteKeys keys, LongConsumer progress) throws IOException {
        var findings = new Findings();
        try (InputStream in = Files.newInputStream(file)) {
            long checked =
                    new ProofVerification(keys, findings).check(String.valueOf(file.getFileName()), in, progress);
            return findings.report("proofs", checked);
        }
    }

    /** Answers how many there were. */
    long check(String path, InputStream in, LongConsumer progress) throws IOException {
        var counted = new long[1];
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        try {
            ProofFile.readAll(reader, proof -> {
                check(path, proof);
                progress.accept(++counted[0]);
            });
        } catch (Malformed e) {
            findings.add(Kind.PROOF_WRONG, path, "proof " + (counted[0] + 1) + " cannot be read: " + e.getMessage());
        }
        if (counted[0] == 0 && findings.isEmpty())
            findings.add(Kind.PROOF_WRONG, path, "there is no proof in the file");
        return counted[0];
    }

    private void check(String path, ProofFile proof) {
        long position = proof.index() + 1;
        String stream = null;
        try {
            Leaf leaf = Leaf.decode(proof.entry());
            stream = leaf.stream();
            if (leaf.position() != position) {
                throw new Malformed(
                        "the entry is the one of position " + leaf.position() + ", the proof of " + position);
            }
            Checkpoint checkpoint = checkpoint(proof);
            if (!proof.leadsTo(checkpoint)) {
                throw new Malformed("entry, index and hashes do not lead to the signed root: one of them was changed");
            }
        } catch (Malformed e) {
            findings.add(Kind.PROOF_WRONG, path, position, stream, e.getMessage());
        }
    }

    private Checkpoint checkpoint(ProofFile proof) {
        @Nullable Checkpoint known = signed.get(proof.checkpoint());
        if (known != null) return known;
        Checkpoint checkpoint = keys.checkpoint(proof.checkpoint());
        signed.put(proof.checkpoint(), checkpoint);
        return checkpoint;
    }

    /** Checks that a log now goes on from an earlier checkpoint, given the proof that the log itself offers. */
    public static VerifyReport consistency(String earlier, String now, Iterable<String> proof, NoteKeys keys) {
        var findings = new Findings();
        try {
            Checkpoint before = keys.checkpoint(earlier);
            Checkpoint after = keys.checkpoint(now);
            var hashes = new java.util.ArrayList<Hash>();
            proof.forEach(line -> hashes.add(Hash.parse(line)));
            if (!before.origin().equals(after.origin())) {
                findings.add(
                        Kind.INCONSISTENT, "checkpoint", "it is of " + after.origin() + ", not of " + before.origin());
            } else if (before.size() > after.size()) {
                findings.add(
                        Kind.TRUNCATED,
                        "checkpoint",
                        after.size() + 1,
                        null,
                        "the log covers " + after.size() + " events, it once covered " + before.size());
            } else if (!dev.hansard.audit.proof.tlog.Merkle.consistent(
                    before.size(), before.root(), after.size(), after.root(), hashes)) {
                findings.add(
                        Kind.INCONSISTENT,
                        "checkpoint",
                        "the first " + before.size()
                                + " events are not those of the earlier checkpoint, or the proof is" + " wrong");
            }
            return findings.report(after.origin(), after.size());
        } catch (Malformed e) {
            findings.add(Kind.SIGNATURE, "checkpoint", e.getMessage());
            return findings.report("log", 0);
        }
    }
}
