// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.directory;

import dev.hansard.api.CredentialEvents;
import dev.hansard.query.write.Batches;
import java.sql.SQLException;
import java.util.TreeSet;

/** Writes tokens, which are known by their hash only. */
final class CredentialWriter {
    private static final String ISSUE = """
            INSERT INTO ${credential} (workspace, hash, credential, kind, user, bot, app, scopes, expires)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE credential = VALUES(credential)""";
    private static final String REVOKE = "UPDATE ${credential} SET revoked = 1 WHERE workspace = ? AND credential = ?";

    private final Batches rows;

    CredentialWriter(Batches rows) {
        this.rows = rows;
    }

    void write(CredentialEvents change) throws SQLException {
        String workspace = change.credential().workspace().value();
        String credential = change.credential().credential();
        switch (change) {
            case CredentialEvents.TokenIssued e ->
                rows.add(
                        ISSUE,
                        workspace,
                        e.hash(),
                        credential,
                        e.kind().name(),
                        e.user().value(),
                        e.bot(),
                        e.app(),
                        String.join(" ", new TreeSet<>(e.scopes())),
                        e.expires());
            case CredentialEvents.TokenRevoked e -> rows.add(REVOKE, workspace, credential);
        }
    }
}
