// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The life of one token. The token itself is never stored. */
public sealed interface CredentialEvents extends DomainEvent {
    CredentialKey credential();

    @Override
    default String streamId() {
        return credential().toString();
    }

    /**
     * @param hash lower-case hex SHA-256 of the token
     * @param user whom the token speaks for
     * @param bot set for bot tokens
     * @param expires epoch seconds, 0 for never
     */
    record TokenIssued(
            CredentialKey credential,
            TokenKind kind,
            String hash,
            UserId user,
            @Nullable String bot,
            String app,
            Set<String> scopes,
            long expires)
            implements CredentialEvents {}

    record TokenRevoked(CredentialKey credential, UserId by) implements CredentialEvents {}
}
