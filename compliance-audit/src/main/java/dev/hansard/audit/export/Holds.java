// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export;

import dev.hansard.api.WorkspaceId;
import java.util.List;

/** Knows the legal holds, for the collection record. */
@FunctionalInterface
public interface Holds {
    /** Ids of the holds in force at the position that concern the workspace, in a fixed order. */
    List<String> inForce(WorkspaceId workspace, long position);
}
