// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

/**
 * The e-discovery cases of one workspace, all in one stream, so that who may do what is read from the record itself and
 * counts from the moment that it is durable; its text form {@code T…/M0} is the id of that stream.
 */
public record CaseKey(WorkspaceId workspace) {
    private static final String STREAM = "/M0";

    /** Reads the text form; throws {@link IllegalArgumentException} if it is not one. */
    public static CaseKey parse(String text) {
        if (!text.endsWith(STREAM)) throw new IllegalArgumentException("not the cases of a workspace: " + text);
        return new CaseKey(new WorkspaceId(text.substring(0, text.length() - STREAM.length())));
    }

    @Override
    public String toString() {
        return workspace.value() + STREAM;
    }
}
