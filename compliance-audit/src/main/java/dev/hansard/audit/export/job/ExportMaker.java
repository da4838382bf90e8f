// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.audit.export.ExportRequest;
import dev.hansard.audit.export.Holds;
import dev.hansard.audit.export.RecordReader;
import dev.hansard.audit.export.job.Bag.Manifests;
import dev.hansard.audit.proof.LeafProofs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes the whole file of an export: data, reports, proofs, manifests, signature. */
final class ExportMaker {
    private static final Logger LOG = LoggerFactory.getLogger(ExportMaker.class);
    private static final int KEEP_EVERY = 5_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final RecordReader record;
    private final LeafProofs proofs;
    private final Holds holds;
    private final ExportSettings settings;
    private final int keepEvery;

    ExportMaker(RecordReader record, LeafProofs proofs, Holds holds, ExportSettings settings) {
        this(record, proofs, holds, settings, KEEP_EVERY);
    }

    /** @param keepEvery messages from one place where it can be gone on with to the next; decides some of the bytes */
    ExportMaker(RecordReader record, LeafProofs proofs, Holds holds, ExportSettings settings, int keepEvery) {
        this.record = record;
        this.proofs = proofs;
        this.holds = holds;
        this.settings = settings;
        this.keepEvery = keepEvery;
    }

    /**
     * What was made.
     *
     * @param sha256 of the file, lower-case hex
     */
    record Made(Path file, long size, String sha256, ProcessingReport.Count total, long exceptions) {}

    /**
     * Makes it, or goes on with what an earlier call left in the staging folder: both give the same bytes.
     *
     * @param requested when this request was first made: the only time in the file that is not the record's
     * @param folder to make it in; to be removed by the caller when it is over
     * @param progress hears often, and throws to stop
     */
    Made make(ExportRequest request, Instant requested, Path folder, Consumer<ExportProgress> progress)
            throws IOException {
        int shard = record.shard(request.workspace());
        LeafProofs.Prover prover = Proving.orFail(() -> proofs.at(shard, request.position(), settings.proofPatience()));
        var staging = new Staging(folder, request);
        Begun begun = begin(staging, request, shard);
        Bag bag = begun.bag();
        try {
            var run = new ExportRun(
                    record, request, bag, keepEvery, progress, point -> staging.keep(begun.head(), bag.point(), point));
            run.run(begun.from());
            prove(run, prover, begun, staging);
            reports(run, bag, request, requested, prover);
            bag.tag("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
            bag.tag("bag-info.txt", info(request, requested, bag.oxum()));
            Manifests manifests = bag.writeManifests();
            var signer = proofs.manifestSigner();
            bag.seal(
                    "manifest-sha256.note",
                    signer.sign(statement(signer.name(), manifests)).toString());
            String sha256 = bag.close();
            return new Made(
                    staging.file(),
                    Files.size(staging.file()),
                    sha256,
                    run.report().total(),
                    run.exceptions().count());
        } catch (IOException | RuntimeException e) {
            bag.abandon();
            throw e;
        }
    }

    /** @param from null when it begins anew */
    private record Begun(Bag bag, long head, @Nullable RunPoint from) {}

    private Begun begin(Staging staging, ExportRequest request, int shard) throws IOException {
        String base = name(request);
        Staging.Point point = staging.read();
        // What was staged may hold what has been erased since.
        if (point != null && !record.erasedSince(shard, point.head())) {
            try {
                var bag = new Bag(base, staging.folder(), staging.file(), settings, point.bag());
                LOG.info("An export goes on after {} messages", point.run().items());
                return new Begun(bag, point.head(), point.run());
            } catch (IOException e) {
                LOG.warn("What was made of an export cannot be gone on with; it begins anew", e);
            }
        }
        staging.empty();
        long head = record.head(request.workspace());
        return new Begun(new Bag(base, staging.folder(), staging.file(), settings, null), head, null);
    }

    private void prove(ExportRun run, LeafProofs.Prover prover, Begun begun, Staging staging) throws IOException {
        RunPoint read = run.read();
        RunPoint from = begun.from() != null && begun.from().read() ? begun.from() : null;
        try {
            run.proving()
                    .write(
                            proofs,
                            prover,
                            from,
                            run::tell,
                            (bytes, of) ->
                                    staging.keep(begun.head(), begun.bag().point(), read.proved(bytes, of)));
        } catch (dev.hansard.audit.proof.ProofsUnavailable e) {
            throw new ExportFailed(ExportFailed.Reason.PROOFS_UNAVAILABLE);
        }
    }

    private void reports(ExportRun run, Bag bag, ExportRequest request, Instant requested, LeafProofs.Prover prover)
            throws IOException {
        bag.tag("report/collection.json", collection(run, request, requested, prover) + "\n");
        bag.tag("report/processing.json", run.report().json(run.exceptions().count()) + "\n");
        try (var out = bag.tag("report/exceptions.jsonl")) {
            run.exceptions().copyTo(out);
        }
    }

    private String collection(ExportRun run, ExportRequest request, Instant requested, LeafProofs.Prover prover) {
        ObjectNode json = JSON.createObjectNode();
        json.set("request", RequestJson.write(request));
        json.put("request_sha256", RequestJson.digest(request));
        json.put("workspace_name", run.people().workspaceName());
        json.put("requested", requested.toString());
        json.put(
                "recorded_until",
                record.timeOf(request.workspace(), request.position()).toString());
        json.put("time_zone", "UTC");
        json.put("software", Product.NAME);
        json.put("shard", record.shard(request.workspace()));
        json.put("log_position", request.position());
        json.put("log_origin", prover.checkpoint().origin());
        json.put("log_size", prover.checkpoint().size());
        json.put("log_root", prover.checkpoint().root().toString());
        // A person who asks for their own data is not told that it is preserved.
        if (request.isOfSubject()) return json.toString();
        var held = json.putArray("holds");
        holds.inForce(request.workspace(), request.position()).forEach(held::add);
        return json.toString();
    }

    private static String info(ExportRequest request, Instant requested, String oxum) {
        return "Source-Organization: " + request.workspace() + "\nBagging-Date: "
                + requested.toString().substring(0, 10) + "\nBag-Software-Agent: " + Product.NAME + "\nPayload-Oxum: "
                + oxum + "\nExternal-Identifier: " + RequestJson.digest(request) + "\n";
    }

    /** The hashes of the manifests, as {@code hansard verify} looks for them. */
    private static String statement(String signer, Manifests manifests) {
        return "hansard export v1\n" + signer + '\n' + manifests.payload() + "  manifest-sha256.txt\n"
                + manifests.tags() + "  tagmanifest-sha256.txt\n";
    }

    /** The folder within the ZIP. */
    private static String name(ExportRequest request) {
        return "hansard-" + request.workspace() + '-' + request.position() + '-' + request.format();
    }
}
