// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.audit.proof.LeafProofs;
import dev.hansard.audit.proof.ProofsUnavailable;
import dev.hansard.audit.proof.tlog.NoteSigner;
import java.time.Duration;

/** For a server without a log of proofs: it makes no exports. */
record NoProofs() implements LeafProofs {
    private static final String WHY = "no log of proofs is kept here";

    @Override
    public Prover at(int shard, long position, Duration patience) {
        throw new ProofsUnavailable(WHY);
    }

    @Override
    public String verifierKeys() {
        throw new ProofsUnavailable(WHY);
    }

    @Override
    public NoteSigner manifestSigner() {
        throw new ProofsUnavailable(WHY);
    }
}
