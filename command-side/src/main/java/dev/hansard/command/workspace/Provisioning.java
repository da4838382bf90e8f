// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.workspace;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.hansard.api.Actor;
import dev.hansard.api.EmailHash;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.IdentityHash;
import dev.hansard.api.Rejection;
import dev.hansard.api.Role;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceCommands.ProvisionPerson;
import dev.hansard.api.WorkspaceCommands.UpdateAccount;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.api.WorkspaceId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What identity providers do with accounts. Decides everything before it changes anything. */
record Provisioning(WorkspaceId workspace, People people) {
    void provision(ProvisionPerson c) {
        if (people.find(c.user()) != null) return;
        Workspace.requireMayTouch(people.requireAdmin(c.actor()), c.role());
        Rejection.unless(c.role() != Role.PRIMARY_OWNER, ErrorCode.LAST_PRIMARY_OWNER);
        String emailHash = EmailHash.of(workspace, c.profile().email());
        String userNameHash = IdentityHash.ofUserName(workspace, c.userName());
        Rejection.unless(people.isUserNameFree(userNameHash, c.userName(), c.user()), ErrorCode.USERNAME_TAKEN);
        Rejection.unless(people.isEmailFree(emailHash), ErrorCode.EMAIL_TAKEN);
        String handle = people.freeHandle(UserName.handle(c.userName()));
        UserId by = c.actor().user();
        apply(new WorkspaceEvents.PersonJoined(workspace, c.user(), handle, c.role(), null, emailHash, c.profile()));
        apply(new WorkspaceEvents.IdentityLinked(
                workspace, c.user(), userNameHash, externalIdHash(c.externalId()), by));
        if (!c.active()) apply(new WorkspaceEvents.PersonDeactivated(workspace, c.user(), by));
    }

    void update(UpdateAccount c) {
        Role asker = people.requireAdmin(c.actor());
        Person person = people.require(c.user());
        Rejection.unless(!person.bot(), ErrorCode.USER_NOT_FOUND);
        boolean roleChanges = c.role() != person.role();
        boolean leaves = !c.active() && !person.deactivated();
        // Oneself one may always change, as in one's profile.
        if (roleChanges || leaves || !c.actor().user().equals(c.user())) {
            Workspace.requireMayTouch(asker, person.role());
            Workspace.requireMayTouch(asker, c.role());
        }
        boolean primary = person.role() == Role.PRIMARY_OWNER || c.role() == Role.PRIMARY_OWNER;
        Rejection.unless(!primary || !(roleChanges || leaves), ErrorCode.LAST_PRIMARY_OWNER);
        String emailHash = EmailHash.of(workspace, c.email());
        boolean emailChanges = !Objects.equals(emailHash, person.emailHash());
        Rejection.unless(!emailChanges || people.isEmailFree(emailHash), ErrorCode.EMAIL_TAKEN);
        String userNameHash = person.userNameHash();
        String externalIdHash = person.externalIdHash();
        String handle = person.handle();
        if (c.userName() != null) {
            userNameHash = IdentityHash.ofUserName(workspace, c.userName());
            externalIdHash = externalIdHash(c.externalId());
            Rejection.unless(people.isUserNameFree(userNameHash, c.userName(), c.user()), ErrorCode.USERNAME_TAKEN);
            // Whom it only takes over keeps the handle by which everybody knows them.
            boolean renamed = person.userNameHash() != null && !userNameHash.equals(person.userNameHash());
            if (renamed && !UserName.fits(handle, c.userName())) {
                handle = people.freeHandle(UserName.handle(c.userName()));
            }
        }
        change(c.user(), person, handle, userNameHash, externalIdHash, c.actor());
        if (emailChanges) apply(new WorkspaceEvents.EmailClaimed(workspace, c.user(), emailHash));
        UserId by = c.actor().user();
        if (roleChanges) apply(new WorkspaceEvents.RoleChanged(workspace, c.user(), c.role(), by));
        if (leaves) apply(new WorkspaceEvents.PersonDeactivated(workspace, c.user(), by));
        if (c.active() && person.deactivated()) {
            apply(new WorkspaceEvents.PersonReactivated(workspace, c.user(), by));
        }
    }

    private void change(
            UserId user,
            Person before,
            String handle,
            @Nullable String userNameHash,
            @Nullable String externalIdHash,
            Actor actor) {
        if (!handle.equals(before.handle())) {
            apply(new WorkspaceEvents.HandleChanged(workspace, user, handle, actor.user()));
        }
        boolean same = Objects.equals(userNameHash, before.userNameHash())
                && Objects.equals(externalIdHash, before.externalIdHash());
        if (!same) {
            apply(new WorkspaceEvents.IdentityLinked(workspace, user, userNameHash, externalIdHash, actor.user()));
        }
    }

    private @Nullable String externalIdHash(@Nullable String externalId) {
        return externalId == null ? null : IdentityHash.ofExternalId(workspace, externalId);
    }
}
