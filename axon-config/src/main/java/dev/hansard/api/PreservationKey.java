// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

/**
 * The rules of one workspace about what must be kept and what must go: legal holds, retention, requests for erasure. All in
 * one stream, so that whatever erases can be made conditional on none of it having changed; its text form {@code T…/H0} is
 * the id of that stream.
 */
public record PreservationKey(WorkspaceId workspace) {
    private static final String STREAM = "/H0";

    /** Reads the text form; throws {@link IllegalArgumentException} if it is not one. */
    public static PreservationKey parse(String text) {
        if (!text.endsWith(STREAM)) throw new IllegalArgumentException("not the rules of a workspace: " + text);
        return new PreservationKey(new WorkspaceId(text.substring(0, text.length() - STREAM.length())));
    }

    @Override
    public String toString() {
        return workspace.value() + STREAM;
    }
}
