// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

/** A user group together with the workspace; its text form {@code T…/S…} is the id of the group's event stream. */
public record UsergroupKey(WorkspaceId workspace, String usergroup) {
    public UsergroupKey {
        Ids.require(usergroup, "S");
    }

    /** Reads the text form; throws {@link IllegalArgumentException} if it is not one. */
    public static UsergroupKey parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) throw new IllegalArgumentException("not a user group's key: " + text);
        return new UsergroupKey(new WorkspaceId(text.substring(0, slash)), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return workspace.value() + '/' + usergroup;
    }
}
