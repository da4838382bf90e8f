// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

/** Everything that can have happened. One sealed tree, so that a new event breaks the compile where a decision is due. */
public sealed interface DomainEvent
        permits WorkspaceEvents,
                PersonEvents,
                CredentialEvents,
                AuditEvents,
                PreservationEvents,
                CaseEvents,
                UsergroupEvents,
                PlacementEvents,
                ChannelEvents,
                MessageEvents {
    /** The stream that the event belongs to: a workspace id, or workspace id, slash, local id. */
    String streamId();

    /** The shard key. */
    default WorkspaceId workspace() {
        return WorkspaceId.ofStream(streamId());
    }
}
