// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Questions about holds and retention; for admins of the workspace and the operator, else {@code not_an_admin}. */
public sealed interface PreservationQueries extends Query {
    @Override
    WorkspaceId workspace();

    /** The oldest first. Answers {@code List<HoldView>}. */
    record ListHolds(WorkspaceId workspace, boolean released, Actor viewer) implements PreservationQueries {}

    /** What was done to a hold, in order. Answers {@code List<HoldStep>}. Refused: {@code hold_not_found}. */
    record FindHoldHistory(WorkspaceId workspace, String hold, Actor viewer) implements PreservationQueries {}

    /** Answers {@link ChannelRetention}. Refused: {@code channel_not_found}. */
    record FindChannelRetention(ChannelKey channel, Actor viewer) implements PreservationQueries {
        @Override
        public WorkspaceId workspace() {
            return channel.workspace();
        }
    }

    /** Answers {@link RetentionView}. */
    record FindRetention(WorkspaceId workspace, Actor viewer) implements PreservationQueries {}

    /**
     * What a run would do now if {@code rule} were in effect, or under the rules as they are if {@code scope} is null.
     * Answers {@link Preview}.
     */
    record PreviewRetention(
            WorkspaceId workspace,
            @Nullable RetentionScope scope,
            @Nullable RetentionRule rule,
            Actor viewer) implements PreservationQueries {}

    /** The latest first. Answers {@code List<RunView>}. */
    record ListRetentionRuns(WorkspaceId workspace, int limit, Actor viewer) implements PreservationQueries {}

    /**
     * @param name of the matter; null if its key was lost
     * @param created epoch seconds
     */
    record HoldView(
            String hold,
            @Nullable String name,
            HoldScope scope,
            List<String> queries,
            boolean released,
            UserId createdBy,
            long created) {}

    /** @param what {@code created extended released reactivated} */
    record HoldStep(
            String what,
            long at,
            UserId by,
            @Nullable String reason,
            @Nullable HoldScope scope,
            List<String> queries) {}

    /**
     * @param own the conversation's own rule, null if it has none
     * @param effective the rule that applies now
     * @param overrides whether conversations may have rules of their own
     */
    record ChannelRetention(
            ChannelKind kind, @Nullable RetentionRule own, RetentionRule effective, boolean overrides) {}

    /** @param approved null effective time of a change that waits */
    record Decided(
            String change,
            RetentionScope scope,
            @Nullable RetentionRule rule,
            UserId by,
            @Nullable UserId approvedBy,
            @Nullable Long effective) {}

    /**
     * @param installation the default of the installation
     * @param rules in effect
     * @param coming decided, not yet in effect
     * @param waiting for a second person
     * @param next when the next run is due, epoch seconds
     */
    record RetentionView(
            RetentionRule installation,
            List<Decided> rules,
            List<Decided> coming,
            List<Decided> waiting,
            List<ErasureRequest> requests,
            long next) {}

    /** A request that is not fulfilled. */
    record ErasureRequest(String request, ErasureTarget target, Erasure erasure, long at) {}

    /**
     * @param candidates messages that are due
     * @param revisions messages whose earlier versions are due
     * @param kept of both, how many would be kept, by why
     */
    record Preview(long conversations, long candidates, long revisions, Map<String, Long> kept) {}

    /** @param report null while it is under way */
    record RunView(
            String run,
            PreservationEvents.RunCause cause,
            UserId by,
            long started,
            long finished,
            @Nullable RetentionReport report) {}
}
