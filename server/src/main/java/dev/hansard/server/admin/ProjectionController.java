// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import dev.hansard.api.AuditAction;
import dev.hansard.axon.process.ReadModels;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /admin/replay/NAME} and {@code POST /admin/dead-letters/NAME/retry}. */
@RestController
final class ProjectionController {
    private final ReadModels readModels;
    private final Replays replays;
    private final OperatorTrail trail;
    private final JsonMapper json;

    ProjectionController(ReadModels readModels, Replays replays, OperatorTrail trail, JsonMapper json) {
        this.readModels = readModels;
        this.replays = replays;
        this.trail = trail;
        this.json = json;
    }

    @PostMapping("/admin/replay/{projection}")
    void replay(@PathVariable String projection, HttpServletResponse response) throws IOException {
        requireKnown(projection);
        trail.record(OperatorTrail.readModel(AuditAction.REPLAY_STARTED, projection));
        var replay = replays.of(projection);
        var lines = new ProgressLines(json, response);
        lines.follow(replay.done(), replay::state);
        if (replay.done().state() == Future.State.SUCCESS) {
            lines.line(replay.state());
        } else {
            lines.line(Map.of("error", "internal_error", "detail", "the replay failed; the server's log says how"));
        }
    }

    @PostMapping("/admin/dead-letters/{projection}/retry")
    Map<String, Object> retry(@PathVariable String projection) {
        requireKnown(projection);
        trail.record(OperatorTrail.readModel(AuditAction.DEAD_LETTERS_RETRIED, projection));
        return Map.of("projection", projection, "left", readModels.retryDeadLetters(projection));
    }

    private void requireKnown(String projection) {
        List<String> names = readModels.status().stream()
                .map(ReadModels.Status::projection)
                .distinct()
                .sorted()
                .toList();
        if (!names.contains(projection)) {
            throw new AdminRefused(
                    HttpStatus.NOT_FOUND,
                    "unknown_projection",
                    "there is no read model " + projection + "; there are: " + String.join(", ", names));
        }
    }
}
