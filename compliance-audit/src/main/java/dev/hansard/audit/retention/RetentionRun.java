// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.retention;

import dev.hansard.api.Actor;
import dev.hansard.api.Command;
import dev.hansard.api.ErasureReason;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageCommands.DeleteMessage;
import dev.hansard.api.MessageCommands.EraseMessage;
import dev.hansard.api.MessageCommands.EraseRevisions;
import dev.hansard.api.PreservationCommands.FinishRetentionRun;
import dev.hansard.api.PreservationKey;
import dev.hansard.api.PreservationQueries.RunView;
import dev.hansard.api.Rejection;
import dev.hansard.api.RetentionReport;
import dev.hansard.api.RetentionRule;
import dev.hansard.api.WorkspaceId;
import dev.hansard.audit.retention.Candidates.Candidate;
import dev.hansard.axon.bus.Commands;
import dev.hansard.axon.preservation.Conversations;
import dev.hansard.axon.preservation.Conversations.Conversation;
import dev.hansard.axon.preservation.Disposition;
import dev.hansard.axon.preservation.Preservation;
import dev.hansard.axon.preservation.PreservationBooks;
import dev.hansard.axon.preservation.RetentionSettings;
import dev.hansard.axon.store.MessagesOnRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Carries out a run, or what is left of one that was interrupted: it looks at every conversation again, and what was erased
 * before is not due any more. How many were erased is counted in the record and so is right after any crash.
 */
@Component
class RetentionRun {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionRun.class);

    private final Commands commands;
    private final PreservationBooks books;
    private final Conversations conversations;
    private final Candidates candidates;
    private final ErasureQueue queue;
    private final MessagesOnRecord messages;
    private final RetentionSettings settings;
    private final Clock clock;

    RetentionRun(
            Commands commands,
            PreservationBooks books,
            Conversations conversations,
            Candidates candidates,
            ErasureQueue queue,
            MessagesOnRecord messages,
            RetentionSettings settings,
            Clock clock) {
        this.commands = commands;
        this.books = books;
        this.conversations = conversations;
        this.candidates = candidates;
        this.queue = queue;
        this.messages = messages;
        this.settings = settings;
        this.clock = clock;
    }

    /** Finishes the run under way, if there is one; leaves it where it is once {@code goOn} says no. */
    void carryOut(WorkspaceId workspace, BooleanSupplier goOn) {
        RunView run = books.read(workspace).underWay();
        if (run == null) return;
        queue.work(workspace);
        Map<String, Long> skipped = new TreeMap<>();
        List<Conversation> all = conversations.of(workspace);
        for (Conversation conversation : all) {
            // Read each time: a hold or a rule may have come in the meantime.
            Preservation rules = books.read(workspace);
            Instant now = clock.instant();
            RetentionRule rule =
                    rules.effective(conversation.key().channel(), conversation.kind(), now.getEpochSecond(), settings);
            candidates.find(conversation.key(), rule, rules, now, due -> {
                if (goOn.getAsBoolean()) erase(due, run.run(), now, skipped);
            });
            if (!goOn.getAsBoolean()) return;
        }
        finish(workspace, run, all.size(), skipped);
    }

    private void finish(WorkspaceId workspace, RunView run, long looked, Map<String, Long> skipped) {
        Preservation rules = books.read(workspace);
        MessagesOnRecord.Done done = messages.done(workspace, rules.runPosition(), run.run());
        long kept = skipped.values().stream().mapToLong(Long::longValue).sum();
        var report = new RetentionReport(
                looked,
                done.erased() + done.revisions() + kept,
                done.erased(),
                done.revisions(),
                skipped,
                done.hidden(),
                rules.fulfilled(),
                rules.requests().size(),
                Schedule.next(settings, clock.instant()).getEpochSecond());
        var command = new FinishRetentionRun(new PreservationKey(workspace), run.run(), report, Actor.OPERATOR);
        commands.<@Nullable Object>sendAndWait(command, Commands.Origin.PLATFORM);
        LOG.info("retention run {} of {}: {}", run.run(), workspace, report);
    }

    /** All of a page at once, so that they share commits. */
    private void erase(List<Candidate> due, String run, Instant now, Map<String, Long> skipped) {
        var answers = new LinkedHashMap<Candidate, CompletableFuture<Object>>();
        var hidden = new ArrayList<CompletableFuture<Object>>();
        for (Candidate each : due) {
            if (each.disposition().fate() == Disposition.Fate.ERASED) {
                answers.put(each, commands.send(erasure(each, run, now), Commands.Origin.PLATFORM));
            } else {
                skipped.merge(reason(each), 1L, Long::sum);
                if (each.whole() && !each.deleted()) hidden.add(hide(each, now));
            }
        }
        answers.forEach((each, answer) -> {
            ErrorCode refused = refusal(answer);
            if (refused == null) return;
            boolean kept = refused == ErrorCode.COMPLIANCE_EXPORTS_PREVENT_DELETION;
            skipped.merge(kept ? "hold" : "failed", 1L, Long::sum);
            if (!kept) LOG.warn("{} in {} could not be erased: {}", each.ts(), each.channel(), refused.wire());
            if (kept && each.whole() && !each.deleted()) hidden.add(hide(each, now));
        });
        hidden.forEach(RetentionRun::refusal);
    }

    private static Command erasure(Candidate due, String run, Instant now) {
        return due.whole()
                ? new EraseMessage(due.channel(), due.ts(), ErasureReason.RETENTION, run, now, Actor.OPERATOR)
                : new EraseRevisions(due.channel(), due.ts(), ErasureReason.RETENTION, run, now, Actor.OPERATOR);
    }

    private CompletableFuture<Object> hide(Candidate due, Instant now) {
        return commands.send(new DeleteMessage(due.channel(), due.ts(), now, Actor.OPERATOR), Commands.Origin.PLATFORM);
    }

    private static String reason(Candidate due) {
        return due.disposition().ground() == Disposition.Ground.HOLD ? "hold" : "minimum";
    }

    /** Why it was not done; null when it was. A store that does not answer ends the round. */
    static @Nullable ErrorCode refusal(CompletableFuture<?> answer) {
        try {
            answer.join();
            return null;
        } catch (CompletionException e) {
            if (e.getCause() instanceof Rejection refused) {
                if (refused.code() == ErrorCode.SERVICE_UNAVAILABLE) throw refused;
                return refused.code();
            }
            throw e;
        }
    }
}
