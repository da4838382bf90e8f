// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.workspace;

import dev.hansard.api.Role;
import org.jspecify.annotations.Nullable;

/**
 * What the workspace must know of a person to decide.
 *
 * @param emailHash null without an address
 */
record Person(
        Role role,
        boolean deactivated,
        String handle,
        @Nullable String emailHash) {
    Person withRole(Role newRole) {
        return new Person(newRole, deactivated, handle, emailHash);
    }

    Person withDeactivated(boolean now) {
        return new Person(role, now, handle, emailHash);
    }

    Person withEmailHash(@Nullable String newHash) {
        return new Person(role, deactivated, handle, newHash);
    }
}
