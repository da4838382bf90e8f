// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import org.jspecify.annotations.Nullable;

/**
 * Where a retention rule applies.
 *
 * @param channel set for {@link Level#CHANNEL} only
 */
public record RetentionScope(Level level, @Nullable ChannelId channel) {
    /** From the widest to the narrowest. The installation's own default is a setting. */
    public enum Level {
        WORKSPACE,
        PUBLIC,
        PRIVATE,
        /** Direct messages of one, two or more people. */
        DIRECT,
        CHANNEL
    }

    public static final RetentionScope WORKSPACE = new RetentionScope(Level.WORKSPACE, null);

    public RetentionScope {
        if ((level == Level.CHANNEL) != (channel != null)) throw new IllegalArgumentException("channel of " + level);
    }

    public static RetentionScope of(ChannelId channel) {
        return new RetentionScope(Level.CHANNEL, channel);
    }

    /** The scope of all conversations of this kind. */
    public static RetentionScope of(ChannelKind kind) {
        Level level = switch (kind) {
            case PUBLIC -> Level.PUBLIC;
            case PRIVATE -> Level.PRIVATE;
            case IM, MPIM -> Level.DIRECT;
        };
        return new RetentionScope(level, null);
    }

    /** {@code workspace public private direct} or a conversation's id; {@link IllegalArgumentException} for others. */
    public static RetentionScope parse(String text) {
        for (Level level : Level.values()) {
            if (level != Level.CHANNEL && level.name().equalsIgnoreCase(text)) return new RetentionScope(level, null);
        }
        return of(new ChannelId(text));
    }

    @Override
    public String toString() {
        return channel != null ? channel.value() : level.name().toLowerCase(java.util.Locale.ROOT);
    }
}
