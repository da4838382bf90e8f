// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the command role.
 *
 * @param scheduledPoll how often each shard is asked for scheduled messages that are due
 * @param scheduledBatch how many of them are posted at a time, per shard
 */
@ConfigurationProperties("hansard.command")
public record CommandSettings(
        @DefaultValue("1s") Duration scheduledPoll,
        @DefaultValue("100") int scheduledBatch) {
    public CommandSettings {
        if (!scheduledPoll.isPositive())
            throw new IllegalArgumentException("hansard.command.scheduled-poll must be > 0");
        if (scheduledBatch < 1) throw new IllegalArgumentException("hansard.command.scheduled-batch must be >= 1");
    }
}
