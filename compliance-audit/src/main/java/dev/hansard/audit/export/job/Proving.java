// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.audit.export.job.ExportFailed.Reason;
import dev.hansard.audit.proof.LeafProofs;
import dev.hansard.audit.proof.ProofsUnavailable;
import dev.hansard.audit.proof.tlog.ProofFile;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Remembers on disk which events are in the export, and writes the proof of each once all data is in. */
final class Proving {
    private static final int BEGIN = 1;
    private static final int POSITION = 0;

    private final Bag bag;
    private final DiskScratch file;
    private final DataOutputStream positions;
    private final int keepEvery;

    /** Hears how far the proofs are, where they can be gone on with. */
    interface Keeper {
        /** @param bytes of the list of positions that are done */
        void keep(long bytes, String conversation) throws IOException;
    }

    /** @param keepEvery proofs from one place where they can be gone on with to the next */
    Proving(Bag bag, int keepEvery) throws IOException {
        this.keepEvery = keepEvery;
        this.bag = bag;
        this.file = bag.scratch();
        this.positions = new DataOutputStream(file);
    }

    void begin(String conversation) throws IOException {
        positions.writeByte(BEGIN);
        positions.writeUTF(conversation);
    }

    void add(List<Long> events) throws IOException {
        for (long position : events) {
            positions.writeByte(POSITION);
            positions.writeLong(position);
        }
    }

    /**
     * @param from how far an earlier one came, or null
     * @param stop asked often; throws to stop
     */
    void write(LeafProofs proofs, LeafProofs.Prover prover, @Nullable RunPoint from, Runnable stop, Keeper keeper)
            throws IOException {
        // One that goes on from the first proof has not come to these yet.
        if (from != null && from.proved() == 0) bag.goOn();
        bag.tag("proofs/checkpoint", prover.note());
        bag.tag("proofs/verifier-keys.txt", proofs.verifierKeys());
        long done = from == null ? 0 : from.proved();
        String conversation = from == null ? null : from.proving();
        OutputStream out = conversation == null ? null : open(conversation);
        bag.goOn();
        int since = 0;
        try (var in = new DataInputStream(file.read(done))) {
            while (done < file.length()) {
                if (in.readByte() == BEGIN) {
                    if (out != null) out.close();
                    out = null;
                    conversation = in.readUTF();
                    done += 3 + conversation.length();
                    continue;
                }
                // A file without a proof in it would prove nothing, and a verifier says so.
                if (out == null) out = open(Objects.requireNonNull(conversation));
                byte[] proof = prover.prove(in.readLong()).text().getBytes(StandardCharsets.UTF_8);
                out.write(proof);
                done += 1 + Long.BYTES;
                stop.run();
                if (++since < keepEvery) continue;
                since = 0;
                out.flush();
                keeper.keep(done, Objects.requireNonNull(conversation));
            }
        }
        if (out != null) out.close();
    }

    private OutputStream open(String conversation) throws IOException {
        return new BufferedOutputStream(bag.tag("proofs/" + conversation + ProofFile.EXTENSION), 65_536);
    }

    static <T> T orFail(Supplier<T> proof) {
        try {
            return proof.get();
        } catch (ProofsUnavailable e) {
            throw new ExportFailed(Reason.PROOFS_UNAVAILABLE);
        }
    }
}
