// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.auth;

import dev.hansard.api.WorkspaceId;

/** What the door remembers of tokens. */
@FunctionalInterface
public interface KnownTokens {
    /**
     * The next call with a token of the workspace looks it up. For whoever was just told that a token is revoked, which the
     * feed may tell the door a moment later.
     */
    void forget(WorkspaceId workspace);
}
