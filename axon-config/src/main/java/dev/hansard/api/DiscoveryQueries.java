// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import dev.hansard.api.AuditQueries.Asker;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What collectors of archives read of a workspace, whoever is in which conversation. For investigators of an open case, else
 * {@code not_authorized}; each question is on the audit trail before it is answered. JSON is in the form of Slack's
 * objects.
 */
public sealed interface DiscoveryQueries extends Query {
    /** Who asks, by which method, from where. */
    record Collector(WorkspaceId workspace, String method, Actor viewer, Asker asker) {}

    Collector collector();

    @Override
    default WorkspaceId workspace() {
        return collector().workspace();
    }

    /** Whether the collector may read; it is then on the trail. Answers {@code true}. */
    record MayCollect(Collector collector, @Nullable String about) implements DiscoveryQueries {}

    /**
     * Conversations by id. Answers {@link Found}.
     *
     * @param kinds none for all
     * @param after the last id of the page before
     * @param member only where this person is, or null
     * @param once also where {@code member} only was
     * @param since only where something happened since then, or null
     */
    record CollectConversations(
            Collector collector,
            Set<ChannelKind> kinds,
            @Nullable String after,
            @Nullable UserId member,
            boolean once,
            @Nullable Ts since,
            int limit)
            implements DiscoveryQueries {}

    /** One conversation. Answers {@link Conversation}. Refused: {@code channel_not_found}. */
    record CollectConversation(Collector collector, ChannelId channel) implements DiscoveryQueries {}

    /**
     * Messages by the time of posting, the oldest first. Answers {@link Found}, whose {@code next} is a ts. Refused: {@code
     * channel_not_found}.
     *
     * @param oldest inclusive
     * @param latest inclusive
     * @param after the last ts of the page before
     */
    record CollectMessages(
            Collector collector,
            ChannelId channel,
            Ts oldest,
            Ts latest,
            @Nullable Ts after,
            int limit) implements DiscoveryQueries {}

    /**
     * What was changed or deleted within the range of time, in that order, with what it said before. Answers {@link Found},
     * whose {@code next} is a position. Refused: {@code channel_not_found}.
     */
    record CollectEdits(
            Collector collector,
            ChannelId channel,
            Ts oldest,
            Ts latest,
            @Nullable String after,
            int limit) implements DiscoveryQueries {}

    /** One message with its edits. Answers {@link Message}. Refused: {@code channel_not_found message_not_found}. */
    record CollectMessage(Collector collector, ChannelId channel, Ts ts) implements DiscoveryQueries {}

    /** @param next pass it on for the next page; null at the end */
    record Found(List<String> items, @Nullable String next) {}

    /**
     * @param json the conversation
     * @param members JSON of each time that somebody was in it
     * @param renames JSON of each
     */
    record Conversation(String json, List<String> members, List<String> renames) {}

    /** @param edits JSON of each change, and of the deletion */
    record Message(String json, List<String> edits) {}
}
