// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.auth;

import dev.hansard.api.Actor;
import dev.hansard.api.PersonKey;
import dev.hansard.api.TokenKind;
import dev.hansard.api.Views.CredentialView;
import dev.hansard.api.WorkspaceId;
import java.util.Set;

/** Who calls, with a token that is good. */
public record Caller(CredentialView credential) {

    public WorkspaceId workspace() {
        return credential.key().workspace();
    }

    public Actor actor() {
        return credential.actor();
    }

    public PersonKey person() {
        return new PersonKey(workspace(), credential.user());
    }

    public TokenKind kind() {
        return credential.kind();
    }

    public Set<String> scopes() {
        return credential.scopes();
    }

    public boolean has(String scope) {
        return credential.scopes().contains(scope);
    }
}
