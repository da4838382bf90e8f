// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.directory;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.Role;
import dev.hansard.query.read.Reading;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a viewer may know of a conversation. What it may not see does not exist for it: {@code channel_not_found}. */
public final class Viewing {
    private static final String STANDING = """
            SELECT c.kind, m.user IS NOT NULL AS is_member, p.role
            FROM ${directory.channel} c
            LEFT JOIN ${directory.member} m ON m.channel = c.channel AND m.user = ?
            LEFT JOIN ${directory.person} p ON p.workspace = c.workspace AND p.user = ?
            WHERE c.workspace = ? AND c.channel = ?""";

    private Viewing() {}

    /**
     * Where the viewer stands.
     *
     * @param role in the conversation's workspace, null for a stranger
     */
    record Standing(
            ChannelKind kind, boolean member, @Nullable Role role) {
        /** Everyone but guests and strangers sees public channels; the rest only its members see. */
        boolean sees(Actor viewer) {
            if (viewer.isOperator() || member) return true;
            return kind == ChannelKind.PUBLIC
                    && role != null
                    && !role.isGuest()
                    && !viewer.role().isGuest();
        }
    }

    /**
     * Lets the viewer know that the conversation is there, and who is in it.
     *
     * @throws Rejection {@code channel_not_found}
     */
    public static void requireSight(Reading reading, ChannelKey channel, Actor viewer) throws SQLException {
        sight(viewer, standing(reading, channel, viewer));
    }

    /**
     * Lets the viewer read messages. People read public channels without being in them, bots must be in.
     *
     * @throws Rejection {@code channel_not_found not_in_channel}
     */
    public static void requireReader(Reading reading, ChannelKey channel, Actor viewer) throws SQLException {
        reader(viewer, standing(reading, channel, viewer));
    }

    static void sight(Actor viewer, @Nullable Standing standing) {
        Rejection.unless(standing != null && standing.sees(viewer), ErrorCode.CHANNEL_NOT_FOUND);
    }

    static void reader(Actor viewer, @Nullable Standing standing) {
        sight(viewer, standing);
        boolean in = standing != null && standing.member();
        Rejection.unless(in || viewer.bot() == null, ErrorCode.NOT_IN_CHANNEL);
    }

    private static @Nullable Standing standing(Reading reading, ChannelKey channel, Actor viewer) throws SQLException {
        String user = viewer.user().value();
        return reading.first(
                STANDING,
                row -> new Standing(
                        ChannelKind.valueOf(row.getString("kind")),
                        row.getBoolean("is_member"),
                        role(row.getString("role"))),
                user,
                user,
                channel.workspace().value(),
                channel.toString());
    }

    private static @Nullable Role role(@Nullable String name) {
        return name == null ? null : Role.valueOf(name);
    }
}
