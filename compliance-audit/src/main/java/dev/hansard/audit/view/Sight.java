// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.view;

import dev.hansard.api.MessageView;
import dev.hansard.api.Ts;
import dev.hansard.audit.export.Conversation;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody saw.
 *
 * @param position the last of the record that had happened
 * @param recorded when that was; null when nothing had happened yet
 * @param hidden why they saw nothing, or null when they saw the conversation
 * @param conversation with the name, topic, purpose and members of then; null when they saw nothing
 * @param messages newest first; of a thread the root first, then replies oldest first
 * @param more there are others beyond the limit
 * @param erased those of the messages whose content was erased since: it is not shown any more
 */
public record Sight(
        long position,
        @Nullable Instant recorded,
        @Nullable Hidden hidden,
        @Nullable Conversation conversation,
        List<MessageView> messages,
        boolean more,
        Set<Ts> erased) {
    /** Why somebody saw nothing of a conversation. */
    public enum Hidden {
        /** It did not exist yet. */
        NO_CONVERSATION,
        /** The person was not in the workspace yet. */
        NO_PERSON,
        DEACTIVATED,
        /** Only members see it, and the person was none. */
        NOT_A_MEMBER,
        /** The thread did not exist, or no more. */
        NO_THREAD;

        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static Sight nothing(long position, @Nullable Instant recorded, Hidden why) {
        return new Sight(position, recorded, why, null, List.of(), false, Set.of());
    }
}
