// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

/** A request to change something. Its outcome is durable before anyone hears of it. */
public sealed interface Command
        permits WorkspaceCommands,
                PersonCommands,
                CredentialCommands,
                AuditCommands,
                PreservationCommands,
                CaseCommands,
                UsergroupCommands,
                ChannelCommands,
                MessageCommands,
                ReaderCommands {
    /** The shard key. */
    WorkspaceId workspace();

    /** Who asks. */
    Actor actor();
}
