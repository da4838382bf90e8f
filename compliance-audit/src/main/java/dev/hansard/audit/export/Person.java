// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export;

import dev.hansard.api.Bot;
import dev.hansard.api.Profile;
import dev.hansard.api.Role;
import dev.hansard.api.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A person or bot as they stood at the position of the export.
 *
 * @param erased the profile was erased; {@code profile} is then empty
 */
public record Person(
        UserId id,
        String handle,
        Role role,
        boolean deactivated,
        @Nullable Bot bot,
        Profile profile,
        boolean erased) {
    /** The name to show: never empty. */
    public String name() {
        if (!profile.displayName().isBlank()) return profile.displayName();
        if (!profile.realName().isBlank()) return profile.realName();
        return handle;
    }

    /** The address, or null when it has none. */
    public @Nullable String email() {
        return profile.email().isBlank() ? null : profile.email();
    }

    /** Someone of whom the record knows only the id. */
    static Person unknown(UserId id) {
        boolean platform = id.equals(UserId.SLACKBOT);
        String name = platform ? "Slackbot" : id.value();
        String handle = platform ? "slackbot" : id.value().toLowerCase(java.util.Locale.ROOT);
        return new Person(id, handle, Role.MEMBER, !platform, null, Profile.named(name), false);
    }
}
