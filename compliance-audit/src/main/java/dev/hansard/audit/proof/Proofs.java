// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.Ts;
import dev.hansard.audit.proof.ProofLog.Published;
import dev.hansard.audit.proof.tlog.Checkpoint;
import dev.hansard.audit.proof.tlog.Hash;
import dev.hansard.audit.proof.tlog.NoteSigner;
import dev.hansard.audit.proof.tlog.ProofFile;
import dev.hansard.audit.proof.tlog.Tile;
import dev.hansard.audit.proof.tlog.TreeReader;
import dev.hansard.audit.proof.verify.RecordVerification;
import dev.hansard.audit.proof.verify.VerifyReport;
import dev.hansard.axon.store.EventStores;
import dev.hansard.axon.store.RawEvents;
import dev.hansard.axon.store.Shards;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** What can be had of the transparency logs. */
public final class Proofs implements LeafProofs {
    /** How long a question about what was just written may take. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ProofLogs logs;
    private final EventStores stores;
    private final RawEvents rows;
    private final CheckpointPublisher publisher;
    private final Map<Integer, LogProver> latest = new ConcurrentHashMap<>();

    Proofs(ProofLogs logs, EventStores stores, CheckpointPublisher publisher) {
        this.logs = logs;
        this.stores = stores;
        this.rows = new RawEvents(stores.shards());
        this.publisher = publisher;
    }

    @Override
    public Prover at(int shard, long position, Duration patience) {
        Published published = logs.covering(shard, position, patience);
        LogProver prover = prover(shard, published);
        if (published.checkpoint().size() == position) return prover;
        ProofLog log = follower(shard).log();
        try {
            var tree = new TreeReader(log.folder(), published.checkpoint().size());
            requireSigned(tree, published.checkpoint());
            var checkpoint = new Checkpoint(log.origin(), position, tree.root(position));
            return new LogProver(
                    log.folder(),
                    tree,
                    checkpoint,
                    log.signer().sign(checkpoint.text()).toString());
        } catch (IOException | dev.hansard.audit.proof.tlog.Malformed e) {
            throw new ProofsUnavailable("the log cannot be read: " + e.getMessage(), e);
        }
    }

    /** The smaller checkpoint is signed from the files; so they must be those that the larger one was signed for. */
    private static void requireSigned(TreeReader tree, Checkpoint signed) throws IOException {
        if (!tree.root(signed.size()).equals(signed.root())) {
            throw new ProofsUnavailable("the log's files do not lead to its checkpoint any more");
        }
    }

    private LogProver prover(int shard, Published published) {
        return latest.compute(shard, (any, known) -> {
            if (known != null && known.checkpoint().equals(published.checkpoint())) return known;
            var folder = follower(shard).log().folder();
            var tree = new TreeReader(folder, published.checkpoint().size());
            return new LogProver(folder, tree, published.checkpoint(), published.note());
        });
    }

    private LogFollower follower(int shard) {
        LogFollower follower = logs.find(shard);
        if (follower == null) throw new ProofsUnavailable("no log is kept of shard " + shard);
        return follower;
    }

    /**
     * That an event is under the last checkpoint.
     *
     * @throws ProofsUnavailable when it is not, or not yet
     */
    public ProofFile event(int shard, long position) {
        return prover(shard, logs.covering(shard, position, PATIENCE)).prove(position);
    }

    /**
     * That everything that happened to a message is under the last checkpoint, in order; empty when there is no such message.
     *
     * @throws dev.hansard.api.Rejection {@code team_not_found}
     */
    public List<ProofFile> message(ChannelKey channel, Ts ts) {
        Shards.Shard shard = stores.shards().of(channel.workspace());
        List<Long> positions = rows.about(shard.id(), channel.toString(), ts.micros());
        if (positions.isEmpty()) return List.of();
        LogProver prover = prover(shard.id(), logs.covering(shard.id(), positions.getLast(), PATIENCE));
        return positions.stream().map(prover::prove).toList();
    }

    /**
     * That a later tree begins with an earlier one.
     *
     * @throws IllegalArgumentException unless {@code 0 <= from <= to <=} the log's size
     */
    public List<Hash> consistency(int shard, long from, long to) {
        Published published = logs.covering(shard, 0, PATIENCE);
        long size = published.checkpoint().size();
        if (from < 0 || from > to || to > size) {
            throw new IllegalArgumentException("sizes must be 0 <= from <= to <= " + size);
        }
        LogProver prover = to == size ? prover(shard, published) : (LogProver) at(shard, to, PATIENCE);
        return prover.consistency(from);
    }

    /**
     * A file of the log by its path in the layout of tlog-tiles; null when the last checkpoint does not need it.
     *
     * @throws ProofsUnavailable when no log is kept here
     */
    public byte @Nullable [] file(int shard, String path) throws IOException {
        Published published = logs.covering(shard, 0, PATIENCE);
        var folder = follower(shard).log().folder();
        if (path.equals(LogFolder.CHECKPOINT)) return published.note().getBytes(StandardCharsets.UTF_8);
        if (path.equals(LogFolder.KEYS)) return folder.read(path);
        Tile tile = Tile.parse(path);
        return tile == null || !tile.isWithin(published.checkpoint().size()) ? null : folder.read(path);
    }

    /**
     * Compares every row of the shard with the log.
     *
     * @param progress is told how many events were checked: first those of the log, then the rows
     */
    public VerifyReport verifyRecord(int shard, LongConsumer progress) throws IOException {
        var files = follower(shard).log().folder();
        return new RecordVerification(rows, shard, files, logs.keys().believed(shard)).run(progress);
    }

    @Override
    public String verifierKeys() {
        var text = new StringBuilder();
        for (LogFollower follower : logs.all()) {
            logs.keys()
                    .believed(follower.log().shard())
                    .keys()
                    .forEach(key -> text.append(key).append('\n'));
        }
        return text.append(manifestSigner().verifier()).append('\n').toString();
    }

    @Override
    public NoteSigner manifestSigner() {
        return logs.keys().manifests();
    }

    /** All logs that this process keeps or could keep. */
    public List<LogStatus> status() {
        var all = new ArrayList<LogStatus>();
        for (LogFollower follower : logs.all()) all.add(status(follower));
        return all;
    }

    private LogStatus status(LogFollower follower) {
        ProofLog log = follower.log();
        Instant last = follower.lastCheckpoint();
        return new LogStatus(
                ProofLogs.name(log.shard()),
                log.shard(),
                log.origin(),
                log.last().size(),
                lag(follower),
                last == null ? 0 : last.getEpochSecond(),
                follower.halted(),
                follower.error(),
                follower.isElsewhere(),
                publisher.places(log.shard()));
    }

    /** What another process logs does not lag here. */
    long lag(LogFollower follower) {
        if (follower.isElsewhere()) return 0;
        ProofLog log = follower.log();
        return Math.max(0, stores.knownHead(log.shard()) - log.last().size());
    }
}
