// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What stands for an e-mail address among the facts: enough to find and compare it, not to read it. */
public final class EmailHash {
    private EmailHash() {}

    /** Lower-case hex SHA-256 of workspace and lower-case address; null for an empty address. */
    public static @Nullable String of(WorkspaceId workspace, String email) {
        if (email.isBlank()) return null;
        return HexFormat.of()
                .formatHex(Ids.sha256(workspace.value() + ':' + email.strip().toLowerCase(Locale.ROOT)));
    }
}
