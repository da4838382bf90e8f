// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a person's own stream. */
public sealed interface PersonCommands extends Command {
    PersonKey person();

    @Override
    default WorkspaceId workspace() {
        return person().workspace();
    }

    /**
     * Replaces the profile. Refused: {@code not_admin} for another's profile, {@code too_long} for a status of over 100
     * characters.
     */
    record SetProfile(@TargetAggregateIdentifier PersonKey person, Profile profile, Actor actor)
            implements PersonCommands {}

    /** @param until epoch seconds; in the past is refused with {@code snooze_failed} */
    record StartSnooze(@TargetAggregateIdentifier PersonKey person, long until, long now, Actor actor)
            implements PersonCommands {}

    /** Refused: {@code snooze_not_active}. */
    record EndSnooze(@TargetAggregateIdentifier PersonKey person, long now, Actor actor) implements PersonCommands {}

    /**
     * Erases a profile that the person had. Answers whether there was something left to erase ({@code Boolean}).
     * Refused: {@code no_permission} to all but the operator, {@code compliance_exports_prevent_deletion}.
     *
     * @param sequence the place in the person's stream of the event that set it
     */
    record EraseProfile(
            @TargetAggregateIdentifier PersonKey person,
            long sequence,
            ErasureReason reason,
            String authority,
            Actor actor)
            implements PersonCommands {}
}
