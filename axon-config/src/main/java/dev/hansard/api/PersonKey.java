// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

/** A person together with the workspace; its text form {@code T…/U…} is the id of the person's event stream. */
public record PersonKey(WorkspaceId workspace, UserId user) {
    public static PersonKey of(String workspace, String user) {
        return new PersonKey(new WorkspaceId(workspace), new UserId(user));
    }

    /** Reads the text form; throws {@link IllegalArgumentException} if it is not one. */
    public static PersonKey parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) throw new IllegalArgumentException("not a person key: " + text);
        return of(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return workspace.value() + '/' + user.value();
    }
}
