// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.util.HexFormat;
import java.util.Locale;

/**
 * What stands among the facts for the names that an identity provider has for a person: enough to find and compare them,
 * not to read them. Lower-case hex SHA-256.
 */
public final class IdentityHash {
    private IdentityHash() {}

    /** Case does not matter, as SCIM has it for {@code userName}. */
    public static String ofUserName(WorkspaceId workspace, String userName) {
        return hash(workspace, "user-name", userName.strip().toLowerCase(Locale.ROOT));
    }

    /** Case matters, as SCIM has it for {@code externalId}. */
    public static String ofExternalId(WorkspaceId workspace, String externalId) {
        return hash(workspace, "external-id", externalId);
    }

    private static String hash(WorkspaceId workspace, String kind, String text) {
        return HexFormat.of().formatHex(Ids.sha256(workspace.value() + ':' + kind + ':' + text));
    }
}
