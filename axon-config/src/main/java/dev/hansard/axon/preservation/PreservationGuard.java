// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.preservation;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.PreservationKey;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.content.ErasureGuard;
import dev.hansard.axon.store.Unchanged;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every erasure from what is held or must be kept by law. The erasure is committed only if the rules are then still
 * those that were asked here, so none is committed after a hold that covers it.
 */
public final class PreservationGuard implements ErasureGuard {
    private final PreservationBooks books;
    private final Holds holds;
    private final Conversations conversations;
    private final RetentionSettings settings;
    private final Clock clock;

    public PreservationGuard(
            PreservationBooks books,
            Holds holds,
            Conversations conversations,
            RetentionSettings settings,
            Clock clock) {
        this.books = books;
        this.holds = holds;
        this.conversations = conversations;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public @Nullable String objection(Subject subject) {
        WorkspaceId workspace = WorkspaceId.ofStream(subject.stream());
        Preservation rules = books.read(workspace);
        Unchanged.require(new PreservationKey(workspace).toString(), rules.sequence());
        ChannelKey channel = channel(subject.stream());
        boolean anyHold = rules.holds().values().stream().anyMatch(hold -> !hold.released());
        boolean anyMinimum = channel != null && minimumIsPossible(rules);
        if (!anyHold && !anyMinimum) return null;
        Item item = holds.item(subject, channel);
        Hold hold = anyHold ? holds.covering(rules, item) : null;
        if (hold != null) return "held by " + hold.id();
        return channel == null || !anyMinimum ? null : minimum(rules, channel, item);
    }

    private @Nullable String minimum(Preservation rules, ChannelKey channel, Item item) {
        Instant now = clock.instant();
        ChannelKind kind = conversations.kind(channel);
        int days = kind == null
                ? settings.minimumDays()
                : rules.effective(channel.channel(), kind, now.getEpochSecond(), settings)
                        .minimumDays();
        if (!isYounger(item.posted().micros(), days, now)) return null;
        return "statutory minimum of " + days + " days";
    }

    /** Whether something posted then has not reached the age. */
    public static boolean isYounger(long postedMicros, int days, Instant now) {
        if (days == 0) return false;
        Instant posted = Instant.ofEpochSecond(postedMicros / 1_000_000);
        return posted.plus(Duration.ofDays(days)).isAfter(now);
    }

    private boolean minimumIsPossible(Preservation rules) {
        return settings.minimumDays() > 0
                || rules.decided().values().stream()
                        .flatMap(java.util.List::stream)
                        .anyMatch(each -> each.rule() != null && each.rule().minimumDays() > 0);
    }

    private static @Nullable ChannelKey channel(String stream) {
        int slash = stream.indexOf('/');
        if (slash < 0 || "CGD".indexOf(stream.charAt(slash + 1)) < 0) return null;
        return ChannelKey.parse(stream);
    }
}
