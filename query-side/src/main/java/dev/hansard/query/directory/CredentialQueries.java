// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.directory;

import dev.hansard.api.CredentialKey;
import dev.hansard.api.DirectoryQueries.FindCredential;
import dev.hansard.api.Role;
import dev.hansard.api.TokenKind;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.CredentialView;
import dev.hansard.api.WorkspaceId;
import dev.hansard.query.read.ReadSide;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers what a token allows. A token of somebody who is not in the workspace is none. */
@Component
class CredentialQueries {
    private static final String BY_HASH = """
            SELECT c.credential, c.kind, c.user, c.bot, c.app, c.scopes, c.revoked, c.expires, p.role, p.deactivated
            FROM ${directory.credential} c
            JOIN ${directory.person} p ON p.workspace = c.workspace AND p.user = c.user
            WHERE c.workspace = ? AND c.hash = ?""";

    private final ReadSide readSide;

    CredentialQueries(ReadSide readSide) {
        this.readSide = readSide;
    }

    @QueryHandler
    @Nullable
    CredentialView answer(FindCredential query) {
        WorkspaceId workspace = query.workspace();
        // A token may be used at another node than the one that issued it, as soon as it is issued.
        return readSide.findForCertain(
                workspace,
                Reads.DIRECTORY,
                reading -> reading.first(BY_HASH, row -> view(workspace, row), workspace.value(), query.hash()));
    }

    private static CredentialView view(WorkspaceId workspace, ResultSet row) throws SQLException {
        return new CredentialView(
                new CredentialKey(workspace, row.getString("credential")),
                TokenKind.valueOf(row.getString("kind")),
                new UserId(row.getString("user")),
                Role.valueOf(row.getString("role")),
                row.getBoolean("deactivated"),
                row.getString("bot"),
                row.getString("app"),
                scopes(row.getString("scopes")),
                row.getBoolean("revoked"),
                row.getLong("expires"));
    }

    private static Set<String> scopes(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(scope -> !scope.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
