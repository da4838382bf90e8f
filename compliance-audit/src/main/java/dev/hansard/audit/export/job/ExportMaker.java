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
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes the whole file of an export: data, reports, proofs, manifests, signature. */
final class ExportMaker {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final RecordReader record;
    private final LeafProofs proofs;
    private final Holds holds;
    private final ExportSettings settings;

    ExportMaker(RecordReader record, LeafProofs proofs, Holds holds, ExportSettings settings) {
        this.record = record;
        this.proofs = proofs;
        this.holds = holds;
        this.settings = settings;
    }

    /**
     * What was made.
     *
     * @param sha256 of the file, lower-case hex
     */
    record Made(Path file, long size, String sha256, ProcessingReport.Count total, long exceptions) {}

    /**
     * @param requested when this request was first made: the only time in the file that is not the record's
     * @param staging an empty folder, to be removed by the caller
     * @param progress hears often, and throws to stop
     */
    Made make(ExportRequest request, Instant requested, Path staging, Consumer<ExportProgress> progress)
            throws IOException {
        int shard = record.shard(request.workspace());
        LeafProofs.Prover prover = Proving.orFail(() -> proofs.at(shard, request.position(), settings.proofPatience()));
        Path file = staging.resolve("export.zip");
        var bag = new Bag(name(request), staging, file, settings);
        try {
            var run = new ExportRun(record, request, bag, progress);
            run.run();
            Proving.orFail(() -> {
                prove(run, prover);
                return true;
            });
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
                    file,
                    Files.size(file),
                    sha256,
                    run.report().total(),
                    run.exceptions().count());
        } catch (IOException | RuntimeException e) {
            bag.abandon();
            throw e;
        }
    }

    private void prove(ExportRun run, LeafProofs.Prover prover) {
        try {
            run.proving().write(proofs, prover, run::tell);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
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
