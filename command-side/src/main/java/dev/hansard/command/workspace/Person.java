// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.workspace;

import dev.hansard.api.Role;
import org.jspecify.annotations.Nullable;

/**
 * What the workspace must know of a person to decide.
 *
 * @param emailHash null without an address
 * @param userNameHash what an identity provider calls the account, null where none manages it
 * @param externalIdHash the identity provider's id, null where it has none
 */
record Person(
        Role role,
        boolean deactivated,
        boolean bot,
        String handle,
        @Nullable String emailHash,
        @Nullable String userNameHash,
        @Nullable String externalIdHash) {
    Person withRole(Role newRole) {
        return new Person(newRole, deactivated, bot, handle, emailHash, userNameHash, externalIdHash);
    }

    Person withDeactivated(boolean now) {
        return new Person(role, now, bot, handle, emailHash, userNameHash, externalIdHash);
    }

    Person withHandle(String newHandle) {
        return new Person(role, deactivated, bot, newHandle, emailHash, userNameHash, externalIdHash);
    }

    Person withEmailHash(@Nullable String newHash) {
        return new Person(role, deactivated, bot, handle, newHash, userNameHash, externalIdHash);
    }

    Person withIdentity(@Nullable String newUserName, @Nullable String newExternalId) {
        return new Person(role, deactivated, bot, handle, emailHash, newUserName, newExternalId);
    }
}
