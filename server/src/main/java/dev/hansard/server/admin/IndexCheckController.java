// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import dev.hansard.query.search.IndexUnavailable;
import dev.hansard.query.search.index.IndexCheck;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /admin/index/check}: compares every shard's search index with its record; a line for each shard's report. */
@RestController
final class IndexCheckController {
    private final ObjectProvider<IndexCheck> check;
    private final JsonMapper json;

    IndexCheckController(ObjectProvider<IndexCheck> check, JsonMapper json) {
        this.check = check;
        this.json = json;
    }

    @GetMapping("/admin/index/check")
    void check(HttpServletResponse response) throws IOException {
        IndexCheck checking = check.getIfAvailable();
        if (checking == null) {
            throw new AdminRefused(HttpStatus.CONFLICT, "no_query_role", "this server has no query role");
        }
        var lines = new ProgressLines(json, response);
        for (int shard : checking.shards()) {
            try {
                lines.line(Map.of("report", checking.check(shard, position -> tell(lines, position))));
            } catch (IndexUnavailable e) {
                lines.line(Map.of("shard", shard, "unavailable", String.valueOf(e.getMessage())));
            }
        }
        lines.line(Map.of("done", true));
    }

    private static void tell(ProgressLines lines, long position) {
        try {
            lines.line(Map.of("position", position));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
