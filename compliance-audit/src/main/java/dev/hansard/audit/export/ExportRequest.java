// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export;

import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * One export, fully said: the same request gives the same bytes as long as nothing of it was erased.
 *
 * @param format name of an export format
 * @param position of the shard's record that everything is shown as of
 * @param authority who asks, and on what ground
 */
public record ExportRequest(WorkspaceId workspace, Scope scope, String format, long position, Authority authority) {
    /** The one person whose own data a request of the format {@code subject} asks for. */
    public UserId subject() {
        if (scope.authors().size() != 1) throw new IllegalArgumentException("name one person");
        return scope.authors().iterator().next();
    }

    public boolean isOfSubject() {
        return format.equals("subject");
    }

    /**
     * On whose word the export is made. Whether they may is decided before, at the door.
     *
     * @param requester user id, or the name of the operator's tool
     * @param matter the case that it is for, as people call it; null if it has none
     * @param caseId id of the case, null when it is not for one of ours
     * @param reason free text for the collection record, or null
     */
    public record Authority(
            String requester,
            @Nullable String matter,
            @Nullable String caseId,
            @Nullable String reason) {}
}
