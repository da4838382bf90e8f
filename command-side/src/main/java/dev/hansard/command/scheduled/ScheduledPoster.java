// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.scheduled;

import dev.hansard.api.Actor;
import dev.hansard.api.MessageCommands.PostScheduledMessage;
import dev.hansard.axon.bus.Commands;
import dev.hansard.axon.process.ShardRounds;
import dev.hansard.axon.store.Shards;
import dev.hansard.command.CommandSettings;
import dev.hansard.command.scheduled.DueMessages.Due;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Has scheduled messages posted when their time comes. Several processes may do this at once: the store lets each be posted
 * only once.
 */
@Component
class ScheduledPoster extends ShardRounds {
    /** How long one that failed waits, so that it does not stand in the way of those behind it. */
    static final Duration PUT_OFF = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(ScheduledPoster.class);

    private final Commands commands;
    private final DueMessages dueMessages;
    private final CommandSettings settings;
    private final Clock clock;
    private final Map<Due, Instant> putOff = new HashMap<>();

    ScheduledPoster(Commands commands, Shards shards, DueMessages dueMessages, CommandSettings settings, Clock clock) {
        super("scheduled-poster", shards, settings.scheduledPoll());
        this.commands = commands;
        this.dueMessages = dueMessages;
        this.settings = settings;
        this.clock = clock;
    }

    /** The posts of a round share their commits. */
    @Override
    protected void round(Shards.Shard shard) {
        Instant now = clock.instant();
        putOff.values().removeIf(until -> !until.isAfter(now));
        try {
            var answers = new LinkedHashMap<Due, CompletableFuture<Object>>();
            for (Due due : dueMessages.find(shard, now, settings.scheduledBatch() + putOff.size())) {
                if (putOff.containsKey(due)) continue;
                var command = new PostScheduledMessage(due.channel(), due.scheduled(), now, Actor.OPERATOR);
                answers.put(due, commands.send(command, Commands.Origin.PLATFORM));
            }
            answers.forEach((due, answer) -> await(due, answer, now));
        } catch (SQLException | RuntimeException e) {
            LOG.warn("scheduled messages of shard {} have to wait: {}", shard.id(), e.toString());
        }
    }

    private void await(Due due, CompletableFuture<Object> answer, Instant now) {
        try {
            answer.join();
        } catch (CompletionException e) {
            putOff.put(due, now.plus(PUT_OFF));
            LOG.warn("scheduled message {} in {} is put off: {}", due.scheduled(), due.channel(), e.getMessage());
        }
    }
}
