// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import dev.hansard.api.Actor;
import dev.hansard.api.Command;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.WorkspaceCommands.AddPerson;
import dev.hansard.api.WorkspaceCommands.ImportPeople;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.bus.Commands;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of an import: what its parts share. Used by one thread. */
final class ImportSession {
    private static final int PEOPLE_PER_COMMAND = 200;

    final SlackArchive archive;
    final ArchiveLimits limits;
    final Tally tally;
    final WorkspaceId workspace;
    final People people;
    final MessageMapping messages;
    final ImportMetrics metrics;

    private final Commands commands;
    private final Consumer<ImportProgress> progress;
    private final BooleanSupplier cancelled;
    private final long started = System.nanoTime();
    private long bytesDone;
    private long settled;
    private long placeholders;
    private long newPlaceholders;

    ImportSession(
            SlackArchive archive,
            ArchiveLimits limits,
            Tally tally,
            WorkspaceId workspace,
            Commands commands,
            ImportMetrics metrics,
            Clock clock,
            Consumer<ImportProgress> progress,
            BooleanSupplier cancelled) {
        this.archive = archive;
        this.limits = limits;
        this.tally = tally;
        this.workspace = workspace;
        this.commands = commands;
        this.metrics = metrics;
        this.progress = progress;
        this.cancelled = cancelled;
        this.people = new People(new PersonMapping(workspace), limits.placeholders());
        this.messages = new MessageMapping(people, limits, clock);
    }

    void checkpoint() throws ImportStopped {
        if (cancelled.getAsBoolean() || Thread.currentThread().isInterrupted()) {
            throw new ImportStopped(ImportStopped.INTERRUPTED);
        }
    }

    <R> CompletableFuture<R> send(Command command) {
        try {
            return commands.send(command, Commands.Origin.PLATFORM);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Waits for the outcome; throws {@link Rejection} when the rules refuse the command, but not for the store's absence. */
    <R> R await(CompletableFuture<R> outcome) throws ImportStopped {
        try {
            return outcome.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Rejection refusal && refusal.code() != ErrorCode.SERVICE_UNAVAILABLE) {
                throw refusal;
            }
            throw new ImportStopped(ImportStopped.UNAVAILABLE);
        }
    }

    /** Answers how many were new. */
    int admit(List<AddPerson> all) throws ImportStopped {
        int fresh = 0;
        for (int from = 0; from < all.size(); from += PEOPLE_PER_COMMAND) {
            checkpoint();
            var chunk = all.subList(from, Math.min(all.size(), from + PEOPLE_PER_COMMAND));
            fresh += this.<Integer>await(send(new ImportPeople(workspace, List.copyOf(chunk), Actor.OPERATOR)));
        }
        return fresh;
    }

    /** Sends those whom only messages know, so that they are there before the messages are. */
    void admitPlaceholders() throws ImportStopped {
        List<AddPerson> waiting = people.takeWaiting();
        if (waiting.isEmpty()) return;
        newPlaceholders += admit(waiting);
        placeholders += waiting.size();
    }

    ImportReport.Count placeholders() {
        return new ImportReport.Count(placeholders, newPlaceholders, placeholders - newPlaceholders, 0);
    }

    void dayRead(String folder, long bytes) {
        bytesDone += bytes;
        tell(folder);
    }

    void settled(String folder, long count) {
        settled += count;
        tell(folder);
    }

    void tell(@Nullable String folder) {
        progress.accept(new ImportProgress(folder, bytesDone, archive.dayBytes(), settled, elapsed()));
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
