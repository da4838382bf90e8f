// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelCommands.ImportChannel;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageCommands.ImportedMessage;
import dev.hansard.api.MessageCommands.SkippedMessage;
import dev.hansard.api.Rejection;
import dev.hansard.api.Ts;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings one conversation in. */
final class ConversationImport implements MessagePipeline.Skips {
    private final ImportSession session;
    private final Conversation conversation;
    private final MessagePipeline pipeline;
    /** Replies whose root was not there when they came: it may be in a later file. */
    private final Map<SlackArchive.Item, Set<Ts>> deferred = new LinkedHashMap<>();

    private final Set<Ts> pinsToMeet;
    private @Nullable String name;
    private long inArchive;
    private long skipped;
    private int deferredCount;
    private boolean mayDefer = true;
    private boolean damaged;
    private boolean finished;

    ConversationImport(ImportSession session, Conversation conversation) {
        this.session = session;
        this.conversation = conversation;
        var key = new ChannelKey(session.workspace, conversation.id());
        this.pipeline = new MessagePipeline(session, key, conversation.folder(), this);
        this.pinsToMeet = new HashSet<>(conversation.pins().keySet());
    }

    void run() throws ImportStopped {
        session.checkpoint();
        session.admitPlaceholders();
        if (!open()) return;
        try {
            for (SlackArchive.Item day : session.archive.days(conversation.folder())) {
                session.checkpoint();
                take(DayFile.read(session, conversation, day, session.tally));
            }
            pipeline.finish();
            retryDeferred();
            finished = true;
        } finally {
            pipeline.abandon();
            session.metrics.skipped(skipped);
        }
        pinsToMeet.forEach(ts -> session.tally.skip(SkipReason.PIN_WITHOUT_MESSAGE, conversation.folder() + ' ' + ts));
    }

    ImportReport.Channel report() {
        return new ImportReport.Channel(
                conversation.id(),
                conversation.folder(),
                conversation.kind(),
                name,
                new ImportReport.Count(inArchive, pipeline.imported(), pipeline.alreadyThere(), skipped),
                finished && !damaged);
    }

    @Override
    public void skipped(SlackArchive.Item file, SkippedMessage message) {
        if (message.reason() != ErrorCode.THREAD_NOT_FOUND) {
            refused(file, message.reason(), 1);
        } else if (mayDefer && deferredCount < session.limits.deferred()) {
            deferredCount++;
            deferred.computeIfAbsent(file, any -> new HashSet<>()).add(message.ts());
        } else {
            skipped++;
            session.tally.skip(SkipReason.THREAD_NOT_FOUND, file.name() + ' ' + message.ts());
        }
    }

    @Override
    public void refused(SlackArchive.Item file, ErrorCode code, int messages) {
        skipped += messages;
        session.tally.refused(code, messages, file.name());
    }

    private boolean open() throws ImportStopped {
        try {
            String given = session.await(session.send(new ImportChannel(
                    new ChannelKey(session.workspace, conversation.id()),
                    conversation.kind(),
                    conversation.name(),
                    conversation.creator(),
                    conversation.created(),
                    conversation.general(),
                    conversation.archived(),
                    conversation.members(),
                    conversation.topic(),
                    conversation.purpose(),
                    Actor.OPERATOR)));
            name = conversation.kind().isDirect() ? null : given;
            return true;
        } catch (Rejection refusal) {
            damaged = true;
            session.tally.refused(refusal.code(), 1, conversation.folder());
            return false;
        }
    }

    private void take(DayFile day) throws ImportStopped {
        inArchive += day.elements();
        skipped += day.skipped();
        damaged |= !day.sound();
        for (ImportedMessage message : day.messages()) {
            pinsToMeet.remove(message.ts());
            pipeline.add(day.item(), message);
        }
        session.dayRead(conversation.folder(), day.item().entry().getSize());
    }

    /** Reads the files with rootless replies again, now that every root there is has come in. */
    private void retryDeferred() throws ImportStopped {
        mayDefer = false;
        for (var each : deferred.entrySet()) {
            session.checkpoint();
            DayFile day = DayFile.read(session, conversation, each.getKey(), new Tally(0));
            for (ImportedMessage message : day.messages()) {
                if (each.getValue().contains(message.ts())) pipeline.add(day.item(), message);
            }
        }
        pipeline.finish();
    }
}
