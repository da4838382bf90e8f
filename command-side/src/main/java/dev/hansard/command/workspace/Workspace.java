// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.workspace;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelId;
import dev.hansard.api.EmailHash;
import dev.hansard.api.Erasure;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.Role;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceCommands;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import dev.hansard.axon.store.MetaKeys;
import dev.hansard.command.erasure.Permits;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A workspace: who is in it with which role, and what is unique within it. There is exactly one primary owner. */
@Aggregate(type = "workspace", cache = "aggregateCache", snapshotTriggerDefinition = "snapshotTrigger")
@Revision("2")
class Workspace {
    @AggregateIdentifier
    private WorkspaceId id;

    private People people = new People();
    private NameRegister channelNames = new NameRegister();
    private UsergroupNameRegister usergroupNames = new UsergroupNameRegister();

    Workspace() {}

    void found(WorkspaceCommands.FoundWorkspace c) {
        if (isFounded()) return;
        apply(new WorkspaceEvents.WorkspaceFounded(c.id(), c.name(), c.domain(), c.created()));
    }

    @CommandHandler
    void handle(WorkspaceCommands.AddPerson c) {
        if (people.find(c.user()) != null) return;
        requireMayTouch(people.requireAdmin(c.actor()), c.role());
        String emailHash = EmailHash.of(id, c.profile().email());
        Rejection.unless(people.isHandleFree(c.handle()), ErrorCode.USERNAME_TAKEN);
        Rejection.unless(people.isEmailFree(emailHash), ErrorCode.EMAIL_TAKEN);
        new Admission(id, people).admit(c, c.handle(), emailHash);
    }

    @CommandHandler
    int handle(WorkspaceCommands.ImportPeople c) {
        Role asker = people.requireAdmin(c.actor());
        Rejection.unless(asker.isOwner(), ErrorCode.NOT_ADMIN);
        return new Admission(id, people).admitAll(c.people());
    }

    @CommandHandler
    void handle(WorkspaceCommands.ChangeRole c) {
        Role asker = people.requireAdmin(c.actor());
        Person person = people.require(c.user());
        if (person.role() == c.role()) return;
        requireMayTouch(asker, person.role());
        requireMayTouch(asker, c.role());
        Rejection.unless(person.role() != Role.PRIMARY_OWNER, ErrorCode.LAST_PRIMARY_OWNER);
        if (c.role() == Role.PRIMARY_OWNER) passOwnership(c, asker, person);
        else
            apply(new WorkspaceEvents.RoleChanged(
                    id, c.user(), c.role(), c.actor().user()));
    }

    @CommandHandler
    void handle(WorkspaceCommands.DeactivatePerson c) {
        Role asker = people.requireAdmin(c.actor());
        Person person = people.require(c.user());
        if (person.deactivated()) return;
        Rejection.unless(person.role() != Role.PRIMARY_OWNER, ErrorCode.LAST_PRIMARY_OWNER);
        requireMayTouch(asker, person.role());
        apply(new WorkspaceEvents.PersonDeactivated(id, c.user(), c.actor().user()));
    }

    @CommandHandler
    void handle(WorkspaceCommands.ReactivatePerson c) {
        Role asker = people.requireAdmin(c.actor());
        Person person = people.require(c.user());
        if (!person.deactivated()) return;
        requireMayTouch(asker, person.role());
        apply(new WorkspaceEvents.PersonReactivated(id, c.user(), c.actor().user()));
    }

    @CommandHandler
    void handle(WorkspaceCommands.ClaimEmail c) {
        Person person = people.require(c.user());
        if (!c.actor().user().equals(c.user())) people.requireAdmin(c.actor());
        String hash = EmailHash.of(id, c.email());
        if (Objects.equals(hash, person.emailHash())) return;
        Rejection.unless(people.isEmailFree(hash), ErrorCode.EMAIL_TAKEN);
        apply(new WorkspaceEvents.EmailClaimed(id, c.user(), hash));
    }

    @CommandHandler
    void handle(WorkspaceCommands.ProvisionPerson c) {
        new Provisioning(id, people).provision(c);
    }

    @CommandHandler
    void handle(WorkspaceCommands.UpdateAccount c) {
        new Provisioning(id, people).update(c);
    }

    @CommandHandler
    void handle(WorkspaceCommands.ErasePerson c) {
        Erasure erasure = Permits.ground(c.reason(), c.authority(), c.actor());
        people.require(c.user());
        apply(new WorkspaceEvents.PersonErasureStarted(id, c.user(), erasure));
    }

    @CommandHandler
    boolean handle(WorkspaceCommands.EraseJoinedProfile c, EventLog log, Permits permits) {
        Erasure erasure = Permits.ground(c.reason(), c.authority(), c.actor());
        Person person = people.require(c.user());
        List<CommittedEvent> found = log.stream(id.value(), c.sequence(), 1);
        boolean there = !found.isEmpty() && found.getFirst().sequence() == c.sequence();
        if (!there
                || !(found.getFirst().event() instanceof WorkspaceEvents.PersonJoined joined)
                || !joined.user().equals(c.user())) {
            throw new Rejection(ErrorCode.USER_NOT_FOUND);
        }
        if (joined.content() == null) return false;
        List<Long> sequences = List.of(c.sequence());
        permits.require(id.value(), sequences, null, c.user(), erasure);
        if (person.emailHash() != null) apply(new WorkspaceEvents.EmailClaimed(id, c.user(), null));
        if (person.userNameHash() != null) {
            apply(new WorkspaceEvents.IdentityLinked(
                    id, c.user(), null, null, c.actor().user()));
        }
        apply(new WorkspaceEvents.JoinedProfileErased(id, c.user(), sequences, erasure));
        return true;
    }

    @CommandHandler
    void handle(WorkspaceCommands.FinishPersonErasure c, @MetaDataValue(MetaKeys.ONCE) @Nullable String once) {
        Rejection.unless(c.actor().isOperator(), ErrorCode.NO_PERMISSION);
        // Told already: another process did the same.
        if (once != null) return;
        apply(new WorkspaceEvents.PersonErasureFinished(id, c.user(), c.started(), c.erasure(), c.erased(), c.kept()));
    }

    void takeName(ChannelId channel, String name) {
        if (channel.equals(channelNames.owner(name))) return;
        Rejection.unless(channelNames.owner(name) == null, ErrorCode.NAME_TAKEN);
        apply(new WorkspaceEvents.ChannelNameTaken(id, channel, name));
    }

    void nameUsergroup(String usergroup, @Nullable String name) {
        if (Objects.equals(name, usergroupNames.name(usergroup))) return;
        if (name != null) {
            String owner = usergroupNames.owner(name);
            Rejection.unless(owner == null || owner.equals(usergroup), ErrorCode.NAME_ALREADY_EXISTS);
        }
        apply(new WorkspaceEvents.UsergroupNameTaken(id, usergroup, name));
    }

    void requireUsergroupAdmin(Actor actor) {
        people.requireAdmin(actor);
    }

    /** Refuses with {@code user_not_found} unless it is a person of the workspace. */
    void requirePerson(UserId user) {
        Rejection.unless(!people.require(user).bot(), ErrorCode.USER_NOT_FOUND);
    }

    /** Primary ownership is passed on, never shared: who had it stays as an owner. */
    private void passOwnership(WorkspaceCommands.ChangeRole c, Role asker, Person heir) {
        Rejection.unless(asker == Role.PRIMARY_OWNER, ErrorCode.CANNOT_UPDATE_ADMIN_USER);
        Rejection.unless(!heir.deactivated(), ErrorCode.USER_DISABLED);
        UserId before = people.primaryOwner();
        Actor actor = c.actor();
        if (before != null) apply(new WorkspaceEvents.RoleChanged(id, before, Role.OWNER, actor.user()));
        apply(new WorkspaceEvents.RoleChanged(id, c.user(), Role.PRIMARY_OWNER, actor.user()));
    }

    @EventSourcingHandler
    void on(WorkspaceEvents.WorkspaceFounded e) {
        id = e.id();
    }

    @EventSourcingHandler
    void on(WorkspaceEvents.PersonJoined e) {
        people.on(e);
    }

    @EventSourcingHandler
    void on(WorkspaceEvents.RoleChanged e) {
        people.on(e);
    }

    @EventSourcingHandler
    void on(WorkspaceEvents.PersonDeactivated e) {
        people.on(e);
    }

    @EventSourcingHandler
    void on(WorkspaceEvents.PersonReactivated e) {
        people.on(e);
    }

    @EventSourcingHandler
    void on(WorkspaceEvents.EmailClaimed e) {
        people.on(e);
    }

    @EventSourcingHandler
    void on(WorkspaceEvents.HandleChanged e) {
        people.on(e);
    }

    @EventSourcingHandler
    void on(WorkspaceEvents.IdentityLinked e) {
        people.on(e);
    }

    @EventSourcingHandler
    void on(WorkspaceEvents.UsergroupNameTaken e) {
        usergroupNames.on(e);
    }

    @EventSourcingHandler
    void on(WorkspaceEvents.ChannelNameTaken e) {
        channelNames.on(e);
    }

    boolean isFounded() {
        return id != null;
    }

    @Nullable
    ChannelId nameOwner(String name) {
        return channelNames.owner(name);
    }

    /** Only owners make, change or remove admins and owners. */
    static void requireMayTouch(Role asker, Role role) {
        Rejection.unless(!role.isAdmin() || asker.isOwner(), ErrorCode.CANNOT_UPDATE_ADMIN_USER);
    }
}
