// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.audit.export.Item;
import dev.hansard.audit.export.job.ExportFailed.Reason;
import dev.hansard.audit.proof.LeafProofs;
import dev.hansard.audit.proof.ProofsUnavailable;
import dev.hansard.audit.proof.tlog.ProofFile;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Remembers on disk which events are in the export, and writes the proof of each once all data is in. */
final class Proving {
    private record Positions(String conversation, DiskScratch file, DataOutputStream out) {
        boolean isEmpty() {
            return out.size() == 0;
        }
    }

    private final Bag bag;
    private final List<Positions> all = new ArrayList<>();
    private @Nullable Positions current;

    Proving(Bag bag) {
        this.bag = bag;
    }

    void begin(String conversation) throws IOException {
        DiskScratch file = bag.scratch();
        current = new Positions(conversation, file, new DataOutputStream(file));
        all.add(current);
    }

    void add(Item item) throws IOException {
        DataOutputStream out = Objects.requireNonNull(current).out();
        for (long position : item.positions()) out.writeLong(position);
    }

    void end() throws IOException {
        Objects.requireNonNull(current).out().close();
        current = null;
    }

    /** @param stop asked often; throws to stop */
    void write(LeafProofs proofs, LeafProofs.Prover prover, Runnable stop) throws IOException {
        bag.tag("proofs/checkpoint", prover.note());
        bag.tag("proofs/verifier-keys.txt", proofs.verifierKeys());
        // A file without a proof in it would prove nothing, and a verifier says so.
        for (Positions each : all) if (!each.isEmpty()) write(each, prover, stop);
    }

    private void write(Positions positions, LeafProofs.Prover prover, Runnable stop) throws IOException {
        String path = "proofs/" + positions.conversation() + ProofFile.EXTENSION;
        try (var in = new DataInputStream(positions.file().read());
                OutputStream out = new BufferedOutputStream(bag.tag(path), 65_536)) {
            while (true) {
                long position = in.readLong();
                stop.run();
                out.write(prover.prove(position).text().getBytes(StandardCharsets.UTF_8));
            }
        } catch (EOFException e) {
            // All are proved.
        }
    }

    static <T> T orFail(Supplier<T> proof) {
        try {
            return proof.get();
        } catch (ProofsUnavailable e) {
            throw new ExportFailed(Reason.PROOFS_UNAVAILABLE);
        }
    }
}
