// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Questions that are typed into a search box. */
public sealed interface SearchQueries extends Query {
    /** The farthest hit that can be paged to. */
    int WINDOW = 10_000;

    /**
     * Messages that the viewer may see at this moment and that are what the text asks for, in Slack's search syntax. Answers
     * {@link Found}. Refused: {@code no_query} for a text without anything in it, {@code invalid_arguments} for one that is
     * too long, {@code account_inactive access_denied} for viewers who are no living member of the workspace, {@code
     * not_admin} for those who may not ask for explanations, {@code service_unavailable} while search does not answer.
     *
     * @param from hits to leave out first; {@code from + size} is at most {@link #WINDOW}
     * @param highlight mark what was found with U+E000 before and U+E001 behind
     * @param explain tell how each score came about; administrators only
     */
    record FindMessages(
            WorkspaceId workspace,
            String text,
            Sort sort,
            boolean ascending,
            int from,
            int size,
            boolean highlight,
            boolean explain,
            Actor viewer)
            implements SearchQueries {
        public FindMessages {
            if (from < 0 || size < 0 || from + size > WINDOW)
                throw new IllegalArgumentException("page out of the window");
        }
    }

    /** By what hits are ordered. */
    enum Sort {
        SCORE,
        TIME
    }

    /**
     * @param total how many messages were found; hits of this page that turned out to be gone are not counted
     * @param hits of this page
     * @param incomplete whether search is catching up with the record and may have missed some
     */
    record Found(long total, List<Hit> hits, boolean incomplete) {}

    /**
     * A message that was found, and where.
     *
     * @param text the message's text, with marks where asked for
     * @param members who is in it, for direct conversations only; else empty
     * @param channelName null for direct conversations
     * @param score null unless explained
     */
    record Hit(
            MessageView message,
            String text,
            ChannelKind kind,
            @Nullable String channelName,
            List<UserId> members,
            @Nullable Score score) {}

    /** How a score came about. */
    record Score(double value, String what, List<Score> parts) {}
}
