// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import dev.hansard.api.AuditAction;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.shards.Move;
import dev.hansard.axon.shards.MoveRefused;
import dev.hansard.axon.shards.ShardMoves;
import dev.hansard.axon.store.EventLog;
import dev.hansard.axon.store.Shards;
import dev.hansard.axon.store.Shards.Placement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /admin/shards}, {@code GET /admin/shards/workspace?name=NAME}, {@code POST /admin/shards/move} and {@code POST
 * /admin/shards/move/stop|resume|cancel}.
 */
@RestController
final class ShardController {
    private final ShardMoves moves;
    private final Shards shards;
    private final EventLog log;
    private final NamedPeople directory;
    private final OperatorTrail trail;

    ShardController(ShardMoves moves, Shards shards, EventLog log, NamedPeople directory, OperatorTrail trail) {
        this.moves = moves;
        this.shards = shards;
        this.log = log;
        this.directory = directory;
        this.trail = trail;
    }

    /** @param workspace name, domain or id */
    record Order(
            @Nullable String workspace,
            @Nullable Integer to,
            @Nullable Boolean changeRegion) {
        boolean mayLeaveRegion() {
            return Boolean.TRUE.equals(changeRegion);
        }
    }

    private record ShardLine(int id, String region, long workspaces, long head) {}

    private record MoveLine(
            String workspace,
            int source,
            int target,
            String state,
            boolean stop,
            @Nullable String detail,
            long copied,
            long position,
            long head,
            Instant askedAt,
            @Nullable Instant switchedAt,
            @Nullable Instant endedAt,
            @Nullable Long pauseMillis) {
        static MoveLine of(Move move) {
            return new MoveLine(
                    move.workspace().value(),
                    move.source(),
                    move.target(),
                    move.state().name().toLowerCase(Locale.ROOT),
                    move.stop(),
                    move.detail(),
                    move.copied(),
                    move.position(),
                    move.head(),
                    move.askedAt(),
                    move.switchedAt(),
                    move.endedAt(),
                    move.pauseMillis());
        }
    }

    @GetMapping("/admin/shards")
    Map<String, Object> list() {
        Map<Integer, Long> placed = shards.placed();
        List<ShardLine> lines = shards.all().stream()
                .map(shard -> new ShardLine(
                        shard.id(), shard.region(), placed.getOrDefault(shard.id(), 0L), log.head(shard.id())))
                .toList();
        return Map.of(
                "shards", lines, "moves", moves.all().stream().map(MoveLine::of).toList());
    }

    @GetMapping("/admin/shards/workspace")
    Map<String, Object> show(@RequestParam String name) {
        return show(directory.workspace(name).id());
    }

    private Map<String, Object> show(WorkspaceId workspace) {
        Placement placement = shards.placement(workspace);
        Move move = moves.find(workspace);
        var shown = new LinkedHashMap<String, Object>();
        shown.put("workspace", workspace.value());
        shown.put("shard", placement.shard());
        shown.put("region", shards.shard(placement.shard()).region());
        shown.put("epoch", placement.epoch());
        if (move != null) shown.put("move", MoveLine.of(move));
        return shown;
    }

    @PostMapping("/admin/shards/move")
    Map<String, Object> move(@RequestBody Order order) {
        WorkspaceId workspace = directory.workspace(order.workspace()).id();
        Integer to = order.to();
        if (to == null) throw new AdminRefused(HttpStatus.BAD_REQUEST, "invalid_arguments", "to which shard?");
        moves.check(workspace, to, order.mayLeaveRegion());
        trail.record(OperatorTrail.workspace(AuditAction.WORKSPACE_MOVE_STARTED, workspace)
                .with("shard", to)
                .with("from", shards.placement(workspace).shard()));
        moves.move(workspace, to, order.mayLeaveRegion());
        return show(workspace);
    }

    @PostMapping("/admin/shards/move/{wish}")
    Map<String, Object> change(@PathVariable String wish, @RequestBody Order order) {
        WorkspaceId workspace = directory.workspace(order.workspace()).id();
        trail.record(OperatorTrail.workspace(AuditAction.WORKSPACE_MOVE_CHANGED, workspace)
                .with("wish", wish));
        boolean done = switch (wish) {
            case "stop" -> moves.stop(workspace);
            case "resume" -> moves.resume(workspace);
            case "cancel" -> moves.cancel(workspace);
            default -> throw new AdminRefused(HttpStatus.NOT_FOUND, "unknown_wish", "there is stop, resume and cancel");
        };
        if (!done) {
            throw new AdminRefused(
                    HttpStatus.CONFLICT,
                    "no_such_move",
                    switch (wish) {
                        case "stop" ->
                            "no move of this workspace is copying; after its switch a move cannot be stopped";
                        default -> "no move of this workspace is stopped or has failed";
                    });
        }
        return show(workspace);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> refused(MoveRefused refused) {
        return ResponseEntity.status(HttpStatus.CONFLICT)
                .body(Map.of("error", refused.code(), "detail", String.valueOf(refused.getMessage())));
    }
}
