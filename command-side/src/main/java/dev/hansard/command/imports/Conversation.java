// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import dev.hansard.api.ChannelCommands.ImportedProse;
import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as the archive lists it.
 *
 * @param name null for direct messages
 * @param folder where its days are
 * @param created epoch seconds
 * @param pins who pinned which message
 */
record Conversation(
        ChannelId id,
        ChannelKind kind,
        @Nullable String name,
        String folder,
        UserId creator,
        long created,
        boolean general,
        boolean archived,
        List<UserId> members,
        @Nullable ImportedProse topic,
        @Nullable ImportedProse purpose,
        Map<Ts, UserId> pins) {}
