// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.workspace;

import dev.hansard.api.WorkspaceEvents;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which name belongs to which user group, whatever its case. */
final class UsergroupNameRegister {
    private Map<String, String> owners = new HashMap<>();
    private Map<String, String> names = new HashMap<>();

    UsergroupNameRegister() {}

    void on(WorkspaceEvents.UsergroupNameTaken e) {
        String before = names.remove(e.usergroup());
        if (before != null) owners.remove(key(before));
        if (e.name() == null) return;
        names.put(e.usergroup(), e.name());
        owners.put(key(e.name()), e.usergroup());
    }

    @Nullable
    String owner(String name) {
        return owners.get(key(name));
    }

    /** The group's, null if it has none. */
    @Nullable
    String name(String usergroup) {
        return names.get(usergroup);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
