// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ErasureReason;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageCommands.EraseMessage;
import dev.hansard.api.Rejection;
import dev.hansard.api.Ts;
import dev.hansard.api.WorkspaceCommands.ErasePerson;
import dev.hansard.axon.bus.Commands;
import dev.hansard.command.erasure.RunningErasures;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /admin/erasures}: erases a message, or all that a person wrote, and tells what is under way. */
@RestController
final class ErasureController {
    private final NamedPeople directory;
    private final Commands commands;
    private final ObjectProvider<RunningErasures> running;
    private final Clock clock;

    ErasureController(NamedPeople directory, Commands commands, ObjectProvider<RunningErasures> running, Clock clock) {
        this.directory = directory;
        this.commands = commands;
        this.running = running;
        this.clock = clock;
    }

    /** @param channel id; @param ts of the message; @param reason {@code retention request policy operator} */
    record Message(
            String workspace,
            String channel,
            String ts,
            @Nullable String reason,
            @Nullable String authority) {}

    /** @param user handle, id or e-mail address */
    record Person(
            String workspace,
            String user,
            @Nullable String reason,
            @Nullable String authority) {}

    record Running(String workspace, String user, String reason, String authority) {}

    @PostMapping("/admin/erasures/message")
    Map<String, Object> message(@RequestBody Message request) {
        if (request.channel() == null) throw new Rejection(ErrorCode.MISSING_ARGUMENT, "which channel?");
        Ts ts = Ts.parse(request.ts());
        if (ts == null) throw new Rejection(ErrorCode.BAD_TIMESTAMP, "the ts is not one: " + request.ts());
        var channel = new ChannelKey(directory.workspace(request.workspace()).id(), channel(request.channel()));
        Boolean erased = commands.sendAndWait(
                new EraseMessage(
                        channel,
                        ts,
                        reason(request.reason()),
                        authority(request.authority()),
                        clock.instant(),
                        Actor.OPERATOR),
                Commands.Origin.PLATFORM);
        return Map.of("erased", erased);
    }

    @PostMapping("/admin/erasures/person")
    Map<String, Object> person(@RequestBody Person request) {
        var person = directory.person(request.workspace(), request.user());
        commands.<@Nullable Void>sendAndWait(
                new ErasePerson(
                        person.key().workspace(),
                        person.key().user(),
                        reason(request.reason()),
                        authority(request.authority()),
                        Actor.OPERATOR),
                Commands.Origin.PLATFORM);
        return Map.of("started", true, "user", person.key().user().value());
    }

    @GetMapping("/admin/erasures")
    List<Running> list() {
        RunningErasures erasures = running.getIfAvailable();
        if (erasures == null) {
            throw new AdminRefused(HttpStatus.CONFLICT, "wrong_role", "this server does not run the command role");
        }
        return erasures.list().stream()
                .map(job -> new Running(
                        job.workspace().value(),
                        job.user().value(),
                        job.erasure().reason().name().toLowerCase(Locale.ROOT),
                        job.erasure().authority()))
                .toList();
    }

    private static ChannelId channel(String id) {
        try {
            return new ChannelId(id);
        } catch (IllegalArgumentException e) {
            throw new Rejection(ErrorCode.CHANNEL_NOT_FOUND, "this is no id of a channel: " + id);
        }
    }

    private static ErasureReason reason(@Nullable String reason) {
        if (reason == null) return ErasureReason.OPERATOR;
        try {
            return ErasureReason.valueOf(reason.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new Rejection(
                    ErrorCode.INVALID_ARGUMENTS, "the reason is none of retention, request, policy, operator");
        }
    }

    private static String authority(@Nullable String authority) {
        if (authority == null || authority.isBlank()) {
            throw new Rejection(ErrorCode.MISSING_ARGUMENT, "on what authority? Name the request, policy or matter");
        }
        return authority.strip();
    }
}
