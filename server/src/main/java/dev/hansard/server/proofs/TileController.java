// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.proofs;

import dev.hansard.audit.proof.LogStatus;
import dev.hansard.audit.proof.Proofs;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /proofs/LOG/checkpoint}, {@code verifier-keys} and {@code tile/…}: the log's files in the paths of
 * c2sp.org/tlog-tiles. Tiles never change; those that the last checkpoint does not need are not there.
 */
@RestController
final class TileController {
    private static final MediaType TEXT = MediaType.parseMediaType("text/plain; charset=utf-8");

    private final ProofsGate gate;
    private final ObjectProvider<Proofs> proofs;

    TileController(ProofsGate gate, ObjectProvider<Proofs> proofs) {
        this.gate = gate;
        this.proofs = proofs;
    }

    @GetMapping("/proofs/{log}/checkpoint")
    ResponseEntity<byte[]> checkpoint(@PathVariable String log, HttpServletRequest request) throws IOException {
        gate.admit(request);
        return file(log, "checkpoint");
    }

    @GetMapping("/proofs/{log}/verifier-keys")
    ResponseEntity<byte[]> keys(@PathVariable String log, HttpServletRequest request) throws IOException {
        gate.admit(request);
        return file(log, "verifier-keys");
    }

    @GetMapping("/proofs/{log}/tile/{*path}")
    ResponseEntity<byte[]> tile(@PathVariable String log, @PathVariable String path, HttpServletRequest request)
            throws IOException {
        Auditor auditor = gate.admit(request);
        // Entries name the workspaces, channels and kinds of all events; the hashes above them tell nobody anything.
        if (path.startsWith("/entries/")) gate.requireAll(auditor, request);
        return file(log, "tile" + path);
    }

    private ResponseEntity<byte[]> file(String log, String path) throws IOException {
        Proofs here = proofs.getIfAvailable();
        if (here == null) throw ProofsRefused.notFound();
        int shard = here.status().stream()
                .filter(each -> each.log().equals(log))
                .map(LogStatus::shard)
                .findFirst()
                .orElseThrow(ProofsRefused::notFound);
        byte[] bytes = here.file(shard, path);
        if (bytes == null) throw ProofsRefused.notFound();
        boolean tile = path.startsWith("tile/");
        return ResponseEntity.ok()
                .contentType(tile ? MediaType.APPLICATION_OCTET_STREAM : TEXT)
                .header("Cache-Control", tile ? "private, max-age=31536000, immutable" : "no-cache")
                .header("X-Content-Type-Options", "nosniff")
                .body(bytes);
    }
}
