// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditEntry;
import dev.hansard.query.search.IndexUnavailable;
import dev.hansard.query.search.index.IndexPurge;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code POST /admin/index/purge}: rewrites every shard's search index without what was removed; a line when a shard begins
 * and one when it is done. A purge goes on when whoever asked for it goes away.
 */
@RestController
final class IndexPurgeController {
    private static final String INDEX = "search";

    private final ObjectProvider<IndexPurge> purge;
    private final OperatorTrail trail;
    private final JsonMapper json;

    IndexPurgeController(ObjectProvider<IndexPurge> purge, OperatorTrail trail, JsonMapper json) {
        this.purge = purge;
        this.trail = trail;
        this.json = json;
    }

    @PostMapping("/admin/index/purge")
    void purge(HttpServletResponse response) throws IOException {
        IndexPurge purging = purge.getIfAvailable();
        if (purging == null) {
            throw new AdminRefused(HttpStatus.CONFLICT, "no_query_role", "this server has no query role");
        }
        trail.record(OperatorTrail.readModel(AuditAction.INDEX_PURGE_STARTED, INDEX));
        var lines = new ProgressLines(json, response);
        for (int shard : purging.shards()) {
            lines.line(Map.of("purging", shard));
            var work = new FutureTask<>(() -> purged(purging, shard));
            Thread.ofVirtual().name("index-purge-" + shard).start(work);
            lines.follow(work, () -> null);
            lines.line(answer(work, shard));
        }
        lines.line(Map.of("done", true));
    }

    private IndexPurge.Outcome purged(IndexPurge purging, int shard) {
        AuditEntry entry = OperatorTrail.readModel(AuditAction.INDEX_PURGE_COMPLETED, INDEX)
                .with("shard", shard);
        try {
            IndexPurge.Outcome outcome = purging.purge(shard);
            trail.record(entry.with("removed", outcome.removed()).with("left", outcome.left()));
            return outcome;
        } catch (IndexUnavailable e) {
            trail.record(entry.failed("search_unavailable"));
            throw e;
        }
    }

    private static Map<String, Object> answer(Future<IndexPurge.Outcome> work, int shard) throws IOException {
        try {
            return Map.of("purged", work.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IndexUnavailable away) {
                return Map.of("shard", shard, "unavailable", String.valueOf(away.getMessage()));
            }
            throw new IOException("the purge of shard " + shard + " failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
