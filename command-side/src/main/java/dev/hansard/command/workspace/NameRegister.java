// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.workspace;

import dev.hansard.api.ChannelId;
import dev.hansard.api.WorkspaceEvents;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which name belongs to which channel. An archived channel keeps its name. */
final class NameRegister {
    private Map<String, ChannelId> owners = new HashMap<>();
    private Map<ChannelId, String> names = new HashMap<>();

    NameRegister() {}

    void on(WorkspaceEvents.ChannelNameTaken e) {
        String before = names.put(e.channel(), e.name());
        if (before != null) owners.remove(before);
        owners.put(e.name(), e.channel());
    }

    @Nullable
    ChannelId owner(String name) {
        return owners.get(name);
    }
}
