// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export;

import dev.hansard.audit.proof.LeafProofs;
import dev.hansard.audit.proof.tlog.Checkpoint;
import dev.hansard.audit.proof.tlog.Hash;
import dev.hansard.audit.proof.tlog.NoteSigner;
import dev.hansard.audit.proof.tlog.ProofFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A log of one entry for whoever asks, with a key that is made once. */
public final class FakeProofs implements LeafProofs {
    private final NoteSigner log = NoteSigner.generate("log.example");
    private final NoteSigner manifests = NoteSigner.generate("exports.example");

    @Override
    public Prover at(int shard, long position, Duration patience) {
        byte[] entry = "entry".getBytes(StandardCharsets.UTF_8);
        var checkpoint = new Checkpoint("log.example", 1, Hash.leaf(entry));
        String note = log.sign(checkpoint.text()).toString();
        return new Prover() {
            @Override
            public Checkpoint checkpoint() {
                return checkpoint;
            }

            @Override
            public String note() {
                return note;
            }

            @Override
            public ProofFile prove(long at) {
                return new ProofFile(entry, 0, List.of(), note);
            }
        };
    }

    @Override
    public String verifierKeys() {
        return log.verifier() + "\n" + manifests.verifier() + "\n";
    }

    @Override
    public NoteSigner manifestSigner() {
        return manifests;
    }
}
