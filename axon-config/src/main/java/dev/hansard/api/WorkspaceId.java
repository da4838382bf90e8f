// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

/**
 * Identity of a workspace: {@code T} and upper-case base-36. It is also the shard key: every stream and every table row
 * of a workspace lives on the shard that the directory names for it.
 */
public record WorkspaceId(String value) {
    public WorkspaceId {
        Ids.require(value, "T");
    }

    /** The workspace that owns the stream {@code streamId}: the part before the slash, or all of it. */
    public static WorkspaceId ofStream(String streamId) {
        int slash = streamId.indexOf('/');
        return new WorkspaceId(slash < 0 ? streamId : streamId.substring(0, slash));
    }

    @Override
    public String toString() {
        return value;
    }
}
