// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

/** What a person may do in a workspace, highest first. Deactivation is a state beside the role, so that it can be undone. */
public enum Role {
    PRIMARY_OWNER,
    OWNER,
    ADMIN,
    MEMBER,
    /** Multi-channel guest ({@code is_restricted}): sees only the channels it was invited to. */
    MULTI_CHANNEL_GUEST,
    /** Single-channel guest ({@code is_restricted} and {@code is_ultra_restricted}): one channel, never more. */
    SINGLE_CHANNEL_GUEST;

    public boolean isAdmin() {
        return compareTo(ADMIN) <= 0;
    }

    public boolean isOwner() {
        return compareTo(OWNER) <= 0;
    }

    public boolean isGuest() {
        return compareTo(MEMBER) > 0;
    }
}
