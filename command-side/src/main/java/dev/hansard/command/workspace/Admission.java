// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.workspace;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.hansard.api.EmailHash;
import dev.hansard.api.Role;
import dev.hansard.api.WorkspaceCommands.AddPerson;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.api.WorkspaceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets people in. */
record Admission(WorkspaceId workspace, People people) {
    /** A workspace has one primary owner: a further one, as merged archives have them, comes in as an owner. */
    void admit(AddPerson c, String handle, @Nullable String emailHash) {
        boolean oneTooMany = c.role() == Role.PRIMARY_OWNER && (c.deactivated() || people.primaryOwner() != null);
        Role role = oneTooMany ? Role.OWNER : c.role();
        apply(new WorkspaceEvents.PersonJoined(workspace, c.user(), handle, role, c.bot(), emailHash, c.profile()));
        if (c.deactivated()) {
            apply(new WorkspaceEvents.PersonDeactivated(
                    workspace, c.user(), c.actor().user()));
        }
    }

    /** Answers how many were new. A taken handle gets a number, a taken address is dropped. */
    int admitAll(List<AddPerson> all) {
        int admitted = 0;
        for (AddPerson c : all) {
            if (people.find(c.user()) != null) continue;
            String hash = EmailHash.of(workspace, c.profile().email());
            if (people.isEmailFree(hash)) admit(c, people.freeHandle(c.handle()), hash);
            else admit(withoutEmail(c), people.freeHandle(c.handle()), null);
            admitted++;
        }
        return admitted;
    }

    private static AddPerson withoutEmail(AddPerson c) {
        return new AddPerson(
                c.id(), c.user(), c.handle(), c.role(), c.bot(), c.profile().withEmail(""), c.deactivated(), c.actor());
    }
}
