// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export;

import dev.hansard.api.UserId;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The workspace and its people as they stood at the position of the export. Held in memory. */
public final class People {
    private final String workspaceName;
    private final Map<UserId, Person> byId;

    public People(String workspaceName, Map<UserId, Person> byId) {
        this.workspaceName = workspaceName;
        this.byId = new TreeMap<>(byId);
    }

    public String workspaceName() {
        return workspaceName;
    }

    /** Never null: who is not known is shown by id. */
    public Person get(UserId id) {
        Person known = byId.get(id);
        return known != null ? known : Person.unknown(id);
    }

    /** By user id. */
    public Collection<Person> all() {
        return byId.values();
    }
}
