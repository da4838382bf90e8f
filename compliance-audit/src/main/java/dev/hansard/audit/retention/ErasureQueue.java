// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.retention;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.Erasure;
import dev.hansard.api.ErasureTarget;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageCommands.DeleteMessage;
import dev.hansard.api.MessageCommands.EraseMessage;
import dev.hansard.api.PreservationCommands.FulfilErasure;
import dev.hansard.api.PreservationKey;
import dev.hansard.api.PreservationQueries.ErasureRequest;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceCommands.ErasePerson;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.bus.Commands;
import dev.hansard.axon.preservation.Conversations;
import dev.hansard.axon.preservation.Conversations.PersonErasure;
import dev.hansard.axon.preservation.PreservationBooks;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Requests for erasure, tried again until nothing stands against them. Members see such a message no longer meanwhile. */
@Component
class ErasureQueue {
    private static final Logger LOG = LoggerFactory.getLogger(ErasureQueue.class);

    private final Commands commands;
    private final PreservationBooks books;
    private final Conversations conversations;
    private final Clock clock;
    /** For which state of the rules a person's erasure was begun by this process. */
    private final Map<String, Long> begun = new ConcurrentHashMap<>();

    ErasureQueue(Commands commands, PreservationBooks books, Conversations conversations, Clock clock) {
        this.commands = commands;
        this.books = books;
        this.conversations = conversations;
        this.clock = clock;
    }

    /** Tries all that are open. */
    void work(WorkspaceId workspace) {
        for (ErasureRequest request : books.read(workspace).requests().values()) {
            if (!isDone(workspace, request)) continue;
            var command = new FulfilErasure(new PreservationKey(workspace), request.request(), Actor.OPERATOR);
            commands.<@Nullable Object>sendAndWait(command, Commands.Origin.PLATFORM);
            begun.remove(request.request());
        }
    }

    private boolean isDone(WorkspaceId workspace, ErasureRequest request) {
        ErasureTarget target = request.target();
        UserId person = target.person();
        if (person != null) return isPersonDone(workspace, person, request);
        var channel = new ChannelKey(workspace, Objects.requireNonNull(target.channel()));
        var ts = Objects.requireNonNull(target.ts());
        Erasure why = request.erasure();
        var erase = new EraseMessage(channel, ts, why.reason(), authority(request), clock.instant(), Actor.OPERATOR);
        ErrorCode refused = RetentionRun.refusal(commands.send(erase, Commands.Origin.PLATFORM));
        if (refused == null) return true;
        if (refused == ErrorCode.COMPLIANCE_EXPORTS_PREVENT_DELETION) {
            var hide = new DeleteMessage(channel, ts, clock.instant(), Actor.OPERATOR);
            RetentionRun.refusal(commands.send(hide, Commands.Origin.PLATFORM));
            return false;
        }
        LOG.warn("request {}: {}", request.request(), refused.wire());
        // There is nothing that could be erased, now or later.
        return refused == ErrorCode.MESSAGE_NOT_FOUND
                || refused == ErrorCode.CHANNEL_NOT_FOUND
                || refused == ErrorCode.CANT_DELETE_MESSAGE;
    }

    /** The erasure of a person is a job of its own; it is begun again when what it left may be free. */
    private boolean isPersonDone(WorkspaceId workspace, UserId person, ErasureRequest request) {
        PersonErasure state = conversations.personErasure(workspace, authority(request));
        if (state != null && !state.finished()) return false;
        if (state != null && state.kept() == 0) return true;
        long rules = books.read(workspace).sequence();
        Long before = begun.put(request.request(), rules);
        if (state != null && before != null && before == rules) return false;
        Erasure why = request.erasure();
        var erase = new ErasePerson(workspace, person, why.reason(), authority(request), Actor.OPERATOR);
        ErrorCode refused = RetentionRun.refusal(commands.send(erase, Commands.Origin.PLATFORM));
        if (refused != null) LOG.warn("request {}: {}", request.request(), refused.wire());
        return refused == ErrorCode.USER_NOT_FOUND;
    }

    private static String authority(ErasureRequest request) {
        String text = request.request() + ' ' + request.erasure().authority();
        return text.length() <= Erasure.MAX_AUTHORITY ? text.strip() : text.substring(0, Erasure.MAX_AUTHORITY);
    }
}
