// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import dev.hansard.api.ChannelEvents;
import dev.hansard.api.Ts;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lines of a timeline that the platform writes. */
final class Notices {
    private static final Set<String> SUBTYPES = Set.of(
            "pinned_item",
            "unpinned_item",
            "reminder_add",
            "bot_add",
            "bot_remove",
            "bot_enable",
            "bot_disable",
            "tombstone",
            "huddle_thread",
            "sh_room_created");

    private Notices() {}

    /** The ts of the notice that the event shows; null if it shows none. */
    static @Nullable Ts ts(ChannelEvents event) {
        return switch (event) {
            case ChannelEvents.ChannelCreated e -> null;
            case ChannelEvents.ProseErased e -> null;
            case ChannelEvents.ChannelRenamed e -> e.ts();
            case ChannelEvents.MemberJoined e -> e.ts();
            case ChannelEvents.MemberLeft e -> e.ts();
            case ChannelEvents.TopicSet e -> e.ts();
            case ChannelEvents.PurposeSet e -> e.ts();
            case ChannelEvents.ChannelArchived e -> e.ts();
            case ChannelEvents.ChannelUnarchived e -> e.ts();
        };
    }

    /** Whether an archive's subtype marks a notice. */
    static boolean isNotice(String subtype) {
        return subtype.startsWith("channel_") || subtype.startsWith("group_") || SUBTYPES.contains(subtype);
    }
}
