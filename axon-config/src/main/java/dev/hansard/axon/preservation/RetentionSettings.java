// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.preservation;

import dev.hansard.api.RetentionRule;
import java.time.Duration;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of retention.
 *
 * @param mode the installation's default for workspaces without a rule of their own
 * @param days with {@code delete-after}: the age at which messages go; else 0
 * @param minimumDays statutory minimum of all workspaces, in days; 0 for none
 * @param overrides whether conversations may have rules of their own
 * @param fourEyes whether a rule that erases more than before needs a second person
 * @param grace from such a decision until it takes effect
 * @param runAt time of day of the daily run, UTC
 * @param poll how often it is looked for what is due
 */
@ConfigurationProperties("hansard.retention")
public record RetentionSettings(
        @DefaultValue("keep-all") RetentionRule.Mode mode,
        @DefaultValue("0") int days,
        @DefaultValue("0") int minimumDays,
        @DefaultValue("true") boolean overrides,
        @DefaultValue("true") boolean fourEyes,
        @DefaultValue("7d") Duration grace,
        @DefaultValue("03:00") LocalTime runAt,
        @DefaultValue("5s") Duration poll) {
    public RetentionSettings {
        if (grace.isNegative()) throw new IllegalArgumentException("hansard.retention.grace must not be negative");
        if (poll.toMillis() < 100) throw new IllegalArgumentException("hansard.retention.poll must be at least 100ms");
        try {
            new RetentionRule(mode, days, minimumDays);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "hansard.retention.days must be 1 to 36499 with delete-after and 0 otherwise, minimum-days 0 to 36499");
        }
    }

    /** The rule of the installation. */
    public RetentionRule rule() {
        return new RetentionRule(mode, days, minimumDays);
    }
}
