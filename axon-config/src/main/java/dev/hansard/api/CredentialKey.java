// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

/** A token's public identity (never the token); its text form {@code T…/K…} is the id of the token's event stream. */
public record CredentialKey(WorkspaceId workspace, String credential) {
    public CredentialKey {
        Ids.require(credential, "K");
    }

    /** Reads the text form; throws {@link IllegalArgumentException} if it is not one. */
    public static CredentialKey parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) throw new IllegalArgumentException("not a credential key: " + text);
        return new CredentialKey(new WorkspaceId(text.substring(0, slash)), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return workspace.value() + '/' + credential;
    }
}
