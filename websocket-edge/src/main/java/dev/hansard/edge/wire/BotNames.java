// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.wire;

import dev.hansard.api.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Looks up the bot behind a bot id. Called for every bot message that is shown, so it answers from memory mostly. */
@FunctionalInterface
public interface BotNames {

    /** @param updated epoch seconds */
    record BotName(String id, String app, String name, boolean deleted, long updated) {}

    /** Null for an unknown bot. */
    @Nullable
    BotName find(WorkspaceId workspace, String bot);
}
