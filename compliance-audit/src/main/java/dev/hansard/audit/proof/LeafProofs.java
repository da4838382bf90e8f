// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import dev.hansard.audit.proof.tlog.Checkpoint;
import dev.hansard.audit.proof.tlog.NoteSigner;
import dev.hansard.audit.proof.tlog.ProofFile;
import java.time.Duration;

/**
 * Proofs for whoever hands events out, such as exports. An export asks once for {@link #at} with the log position it was made
 * at, writes {@link Prover#prove} of each event's position, one after the other, into files ending in {@value
 * ProofFile#EXTENSION}, and {@link #verifierKeys} beside them. {@code hansard verify} checks all that it finds in such files.
 *
 * <p>The same position gives the same bytes every time, for as long as the log's key is the same.
 */
public interface LeafProofs {
    /**
     * Proofs under the checkpoint of the first {@code position} events of the shard.
     *
     * @param patience how long to wait until the log has come so far; it is about a second behind the record
     * @throws ProofsUnavailable when it does not, or when no log is kept here
     */
    Prover at(int shard, long position, Duration patience);

    /** The public keys of all logs and of {@link #manifestSigner}, one a line, as {@code hansard verify --key} takes them. */
    String verifierKeys();

    /**
     * Signs texts that are no checkpoints, such as the manifest of an export, as a signed note; a key of its own, so that no
     * such text can be taken for a checkpoint. The same text gives the same bytes.
     */
    NoteSigner manifestSigner();

    /** Proofs under one checkpoint. May be used by several threads. */
    interface Prover {
        Checkpoint checkpoint();

        /** The checkpoint as a signed note. */
        String note();

        /**
         * That the event at this position is in the log. Its entry tells type, time, stream and hashes: see {@link
         * Leaf#decode}.
         *
         * @throws IllegalArgumentException when the checkpoint does not cover the position
         * @throws ProofsUnavailable when the log cannot be read
         */
        ProofFile prove(long position);
    }
}
