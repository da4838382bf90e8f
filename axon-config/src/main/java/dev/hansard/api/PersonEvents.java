// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person changed about themselves. */
public sealed interface PersonEvents extends DomainEvent {
    PersonKey person();

    @Override
    default String streamId() {
        return person().toString();
    }

    /** The whole new profile. */
    record ProfileChanged(
            PersonKey person, UserId by, @Nullable Profile content) implements PersonEvents, HasContent<Profile> {
        @Override
        public Class<Profile> contentType() {
            return Profile.class;
        }

        @Override
        public ProfileChanged withContent(@Nullable Profile newContent) {
            return new ProfileChanged(person, by, newContent);
        }
    }

    /** @param until epoch seconds */
    record SnoozeStarted(PersonKey person, long until) implements PersonEvents {}

    record SnoozeEnded(PersonKey person) implements PersonEvents {}

    /** Profiles that the person had were erased. */
    record ProfilesErased(PersonKey person, List<Long> sequences, Erasure erasure) implements PersonEvents, Erases {
        public ProfilesErased {
            sequences = List.copyOf(sequences);
        }
    }
}
