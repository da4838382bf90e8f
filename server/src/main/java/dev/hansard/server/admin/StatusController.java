// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import dev.hansard.axon.process.ReadModels;
import dev.hansard.axon.store.CommitFeed;
import dev.hansard.axon.store.EventLog;
import dev.hansard.axon.store.Shards;
import dev.hansard.axon.store.StoreUnavailable;
import dev.hansard.server.RunSettings;
import dev.hansard.server.ServerRole;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /admin/status}: how the server is doing. */
@RestController
final class StatusController {
    private static final String SESSIONS = "hansard.edge.sessions";

    private final RunSettings settings;
    private final Shards shards;
    private final EventLog events;
    private final CommitFeed feed;
    private final ReadModels readModels;
    private final MeterRegistry meters;

    StatusController(
            RunSettings settings,
            Shards shards,
            EventLog events,
            CommitFeed feed,
            ReadModels readModels,
            MeterRegistry meters) {
        this.settings = settings;
        this.shards = shards;
        this.events = events;
        this.feed = feed;
        this.readModels = readModels;
        this.meters = meters;
    }

    record Status(
            String url,
            long pid,
            long upMillis,
            List<String> roles,
            long sessions,
            List<ShardStatus> shards,
            List<ProjectionStatus> projections,
            List<ReadModels.DeadLetter> letters) {}

    /** @param fed the position up to which pushes and projections were told */
    record ShardStatus(int id, String region, boolean reachable, long head, long fed) {}

    record ProjectionStatus(
            String projection,
            int shard,
            int generation,
            long position,
            long head,
            long lag,
            boolean running,
            @Nullable String error,
            long deadLetters,
            @Nullable Long rebuilding) {}

    @GetMapping("/admin/status")
    Status status(HttpServletRequest request) {
        return new Status(
                request.getScheme() + "://" + request.getServerName() + ":" + request.getServerPort(),
                ProcessHandle.current().pid(),
                ManagementFactory.getRuntimeMXBean().getUptime(),
                settings.roles().stream().sorted().map(ServerRole::toString).toList(),
                sessions(),
                shards.all().stream().map(this::shard).toList(),
                readModels.status().stream().map(StatusController::projection).toList(),
                readModels.deadLetters());
    }

    private ShardStatus shard(Shards.Shard shard) {
        long fed = feed.position(shard.id());
        try {
            return new ShardStatus(shard.id(), shard.region(), true, events.head(shard.id()), fed);
        } catch (StoreUnavailable e) {
            return new ShardStatus(shard.id(), shard.region(), false, fed, fed);
        }
    }

    private static ProjectionStatus projection(ReadModels.Status status) {
        return new ProjectionStatus(
                status.projection(),
                status.shard(),
                status.generation(),
                status.position(),
                status.head(),
                status.lag(),
                status.running(),
                status.error(),
                status.deadLetters(),
                status.rebuilding());
    }

    private long sessions() {
        return (long) meters.find(SESSIONS).gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }
}
