// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.retention;

import dev.hansard.api.Actor;
import dev.hansard.api.Ids;
import dev.hansard.api.PreservationCommands.StartRetentionRun;
import dev.hansard.api.PreservationEvents.RunCause;
import dev.hansard.api.PreservationKey;
import dev.hansard.api.RetentionRule;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.bus.Commands;
import dev.hansard.axon.preservation.Conversations;
import dev.hansard.axon.preservation.Preservation;
import dev.hansard.axon.preservation.PreservationBooks;
import dev.hansard.axon.preservation.RetentionSettings;
import dev.hansard.axon.process.ShardRounds;
import dev.hansard.axon.store.Shards;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks for what is due and has it done: a run that was asked for or interrupted, the daily run, a run after a hold was
 * released, requests for erasure. Several processes may do this at once; nothing is erased or counted twice.
 */
@Component
class RetentionWorker extends ShardRounds {
    private static final Duration STATUTORY_CHECK = Duration.ofHours(1);

    /** When requests were tried last, and what the rules were then. */
    private record Tried(long sequence, long atMillis) {}

    private final Commands commands;
    private final Conversations conversations;
    private final PreservationBooks books;
    private final RetentionRun run;
    private final ErasureQueue queue;
    private final RetentionSettings settings;
    private final Clock clock;
    private final Map<WorkspaceId, Tried> tried = new HashMap<>();

    RetentionWorker(
            Commands commands,
            Shards shards,
            Conversations conversations,
            PreservationBooks books,
            RetentionRun run,
            ErasureQueue queue,
            RetentionSettings settings,
            Clock clock) {
        super("retention", shards, settings.poll());
        this.commands = commands;
        this.conversations = conversations;
        this.books = books;
        this.run = run;
        this.queue = queue;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    protected void round(Shards.Shard shard) {
        for (WorkspaceId workspace : conversations.workspaces(shard)) {
            if (!isStopped()) look(workspace);
        }
    }

    private void look(WorkspaceId workspace) {
        Preservation rules = books.read(workspace);
        if (rules.underWay() == null) {
            RunCause cause = due(rules);
            if (cause == null) {
                if (!rules.requests().isEmpty()) tryRequests(workspace, rules);
                return;
            }
            var start = new StartRetentionRun(new PreservationKey(workspace), Ids.random('R'), cause, Actor.OPERATOR);
            commands.<@Nullable Object>sendAndWait(start, Commands.Origin.PLATFORM);
        }
        run.carryOut(workspace, () -> !isStopped());
    }

    private @Nullable RunCause due(Preservation rules) {
        if (rules.released()) return RunCause.RELEASE;
        long now = clock.instant().getEpochSecond();
        boolean erases = settings.mode() != RetentionRule.Mode.KEEP_ALL
                || rules.decided().keySet().stream().anyMatch(scope -> {
                    RetentionRule own = rules.own(scope, now);
                    return own != null && own.mode() != RetentionRule.Mode.KEEP_ALL;
                });
        if (!erases && rules.requests().isEmpty()) return null;
        long last = rules.runs().isEmpty() ? 0 : rules.runs().getLast().started();
        return last < Schedule.last(settings, clock.instant()).getEpochSecond() ? RunCause.SCHEDULE : null;
    }

    /** At once when something changed; otherwise now and then, for a statutory minimum ends by itself. */
    private void tryRequests(WorkspaceId workspace, Preservation rules) {
        Tried before = tried.get(workspace);
        boolean lately = before != null && clock.millis() - before.atMillis() < STATUTORY_CHECK.toMillis();
        boolean people = rules.requests().values().stream()
                .anyMatch(request -> request.target().person() != null);
        if (before != null && lately && before.sequence() == rules.sequence() && !people) return;
        queue.work(workspace);
        tried.put(workspace, new Tried(books.read(workspace).sequence(), clock.millis()));
    }
}
