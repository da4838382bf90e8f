// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import org.jspecify.annotations.Nullable;

/** What was decided about keeping and erasing in a workspace. */
public sealed interface PreservationEvents extends DomainEvent {
    PreservationKey key();

    @Override
    default String streamId() {
        return key().toString();
    }

    /**
     * A matter began; what it covers can be erased by nothing until it is released.
     *
     * @param hold {@code H…}
     * @param words whether it covers only messages with certain words
     */
    record HoldCreated(
            PreservationKey key,
            String hold,
            HoldScope scope,
            boolean words,
            UserId by,
            @Nullable HoldText content) implements PreservationEvents, HasContent<HoldText> {
        @Override
        public Class<HoldText> contentType() {
            return HoldText.class;
        }

        @Override
        public HoldCreated withContent(@Nullable HoldText newContent) {
            return new HoldCreated(key, hold, scope, words, by, newContent);
        }
    }

    /** @param added what came to it; see {@link HoldScope#plus} */
    record HoldExtended(
            PreservationKey key,
            String hold,
            HoldScope added,
            UserId by,
            @Nullable HoldText content) implements PreservationEvents, HasContent<HoldText> {
        @Override
        public Class<HoldText> contentType() {
            return HoldText.class;
        }

        @Override
        public HoldExtended withContent(@Nullable HoldText newContent) {
            return new HoldExtended(key, hold, added, by, newContent);
        }
    }

    record HoldReleased(
            PreservationKey key,
            String hold,
            UserId by,
            @Nullable HoldText content) implements PreservationEvents, HasContent<HoldText> {
        @Override
        public Class<HoldText> contentType() {
            return HoldText.class;
        }

        @Override
        public HoldReleased withContent(@Nullable HoldText newContent) {
            return new HoldReleased(key, hold, by, newContent);
        }
    }

    record HoldReactivated(
            PreservationKey key,
            String hold,
            UserId by,
            @Nullable HoldText content) implements PreservationEvents, HasContent<HoldText> {
        @Override
        public Class<HoldText> contentType() {
            return HoldText.class;
        }

        @Override
        public HoldReactivated withContent(@Nullable HoldText newContent) {
            return new HoldReactivated(key, hold, by, newContent);
        }
    }

    /**
     * A rule that erases more than before was asked for and waits for a second person.
     *
     * @param change {@code P…}
     * @param rule null to remove the scope's rule
     */
    record RetentionProposed(
            PreservationKey key,
            String change,
            RetentionScope scope,
            @Nullable RetentionRule rule,
            UserId by) implements PreservationEvents {}

    record RetentionProposalCancelled(PreservationKey key, String change, UserId by) implements PreservationEvents {}

    /**
     * A rule was decided; it replaces what was decided for the scope before, also if that has not taken effect.
     *
     * @param change {@code P…}
     * @param rule null when the scope has no rule of its own any more
     * @param by who asked for it
     * @param approvedBy the second person, null where none was needed
     * @param decided when that was, epoch seconds
     * @param effective from when it applies, epoch seconds
     */
    record RetentionSet(
            PreservationKey key,
            String change,
            RetentionScope scope,
            @Nullable RetentionRule rule,
            UserId by,
            @Nullable UserId approvedBy,
            long decided,
            long effective)
            implements PreservationEvents {}

    /** @param request {@code E…} */
    record ErasureRequested(PreservationKey key, String request, ErasureTarget target, Erasure erasure)
            implements PreservationEvents {}

    /** Nothing of it is left. */
    record ErasureFulfilled(PreservationKey key, String request) implements PreservationEvents {}

    /** Why a run began. */
    enum RunCause {
        SCHEDULE,
        DEMAND,
        /** A hold was released: what waited for that is to be erased. */
        RELEASE
    }

    /** @param run {@code R…} */
    record RetentionRunStarted(PreservationKey key, String run, RunCause cause, UserId by)
            implements PreservationEvents {}

    record RetentionRunFinished(PreservationKey key, String run, RetentionReport report)
            implements PreservationEvents {}
}
