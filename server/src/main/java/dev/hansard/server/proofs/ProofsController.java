// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.proofs;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditEntity;
import dev.hansard.api.AuditEntry;
import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.Ts;
import dev.hansard.api.WorkspaceId;
import dev.hansard.audit.proof.Leaf;
import dev.hansard.audit.proof.LogStatus;
import dev.hansard.audit.proof.Proofs;
import dev.hansard.audit.proof.tlog.Hash;
import dev.hansard.audit.proof.tlog.ProofFile;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /proofs}: keys, and proofs that something is in the log or that the log only grew. */
@RestController
final class ProofsController {
    private static final MediaType TEXT = MediaType.parseMediaType("text/plain; charset=utf-8");

    private final ProofsGate gate;
    private final ObjectProvider<Proofs> proofs;

    ProofsController(ProofsGate gate, ObjectProvider<Proofs> proofs) {
        this.gate = gate;
        this.proofs = proofs;
    }

    record Log(String log, String origin, long size) {}

    @GetMapping("/proofs")
    List<Log> logs(HttpServletRequest request) {
        gate.admit(request);
        return proofs().status().stream()
                .map(each -> new Log(each.log(), each.origin(), each.size()))
                .toList();
    }

    @GetMapping("/proofs/keys")
    ResponseEntity<String> keys(HttpServletRequest request) {
        gate.admit(request);
        return text(proofs().verifierKeys());
    }

    @GetMapping("/proofs/{log}/inclusion")
    ResponseEntity<String> inclusion(
            @PathVariable String log, @RequestParam long position, HttpServletRequest request) {
        Auditor auditor = gate.admit(request);
        int shard = shard(log);
        if (position < 1 || position > size(shard)) throw ProofsRefused.notFound();
        ProofFile proof = proofs().event(shard, position);
        String workspace = Leaf.decode(proof.entry()).workspace();
        // Of another workspace's event one is told no more than of one that is not there.
        if (!auditor.mayRead(workspace)) throw ProofsRefused.notFound();
        told(auditor, request, new AuditEntity(AuditEntity.Kind.PROOF, log + "/" + position), log);
        return text(proof.text());
    }

    @GetMapping("/proofs/message")
    ResponseEntity<String> message(
            @RequestParam(required = false) @Nullable String team,
            @RequestParam String channel,
            @RequestParam String ts,
            HttpServletRequest request) {
        Auditor auditor = gate.admit(request);
        ChannelKey key;
        @Nullable Ts at;
        try {
            if (team == null && auditor.caller() == null)
                throw ProofsRefused.invalid("the operator has to name a team");
            WorkspaceId workspace = team == null ? auditor.workspace() : new WorkspaceId(team);
            key = new ChannelKey(workspace, new ChannelId(channel));
            at = Ts.parse(ts);
            if (at == null) throw ProofsRefused.invalid("ts is not written as it should be");
        } catch (IllegalArgumentException e) {
            throw ProofsRefused.invalid("team, channel or ts is not written as it should be");
        }
        if (!auditor.mayRead(key.workspace().value())) throw ProofsRefused.notFound();
        List<ProofFile> found = proofs().message(key, at);
        if (found.isEmpty()) throw ProofsRefused.notFound();
        told(auditor, request, AuditEntity.message(key.channel(), at), null);
        return text(found.stream().map(ProofFile::text).collect(Collectors.joining()));
    }

    @GetMapping("/proofs/{log}/consistency")
    ResponseEntity<String> consistency(
            @PathVariable String log, @RequestParam long from, @RequestParam long to, HttpServletRequest request) {
        gate.admit(request);
        int shard = shard(log);
        try {
            return text(proofs().consistency(shard, from, to).stream()
                            .map(Hash::toString)
                            .collect(Collectors.joining("\n", "", "\n"))
                            .strip()
                    + "\n");
        } catch (IllegalArgumentException e) {
            throw ProofsRefused.invalid(String.valueOf(e.getMessage()));
        }
    }

    private void told(Auditor auditor, HttpServletRequest request, AuditEntity what, @Nullable String log) {
        gate.record(
                AuditEntry.of(auditor.workspace(), AuditAction.PROOF_REQUESTED, auditor.actor())
                        .on(what)
                        .with("log", log),
                request);
    }

    private static ResponseEntity<String> text(String text) {
        return ResponseEntity.ok()
                .contentType(TEXT)
                .header("Cache-Control", "private, no-cache, no-store, must-revalidate")
                .body(text);
    }

    private long size(int shard) {
        return proofs().status().stream()
                .filter(each -> each.shard() == shard)
                .mapToLong(LogStatus::size)
                .sum();
    }

    private int shard(String log) {
        return proofs().status().stream()
                .filter(each -> each.log().equals(log))
                .findFirst()
                .orElseThrow(ProofsRefused::notFound)
                .shard();
    }

    private Proofs proofs() {
        Proofs here = proofs.getIfAvailable();
        if (here != null) return here;
        throw new ProofsRefused(HttpStatus.CONFLICT, "no_compliance_role", "this server has no compliance role");
    }
}
