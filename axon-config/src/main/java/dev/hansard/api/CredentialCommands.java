// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a token. */
public sealed interface CredentialCommands extends Command {
    CredentialKey credential();

    @Override
    default WorkspaceId workspace() {
        return credential().workspace();
    }

    /**
     * Records a token that was made at the door. Refused: {@code not_admin} when it speaks for somebody else.
     *
     * @param hash lower-case hex SHA-256 of the token
     * @param expires epoch seconds, 0 for never
     */
    record IssueToken(
            @TargetAggregateIdentifier CredentialKey credential,
            TokenKind kind,
            String hash,
            UserId user,
            @Nullable String bot,
            String app,
            Set<String> scopes,
            long expires,
            Actor actor)
            implements CredentialCommands {}

    /** Revoking twice succeeds. Refused: {@code not_admin} when the token speaks for somebody else. */
    record RevokeToken(@TargetAggregateIdentifier CredentialKey credential, Actor actor)
            implements CredentialCommands {}
}
