// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.workspace;

import dev.hansard.api.Actor;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.Role;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceEvents;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everyone who was ever admitted. A handle or address stays taken while its owner is deactivated. */
final class People {
    private static final String RESERVED_HANDLE = "slackbot";

    private Map<UserId, Person> byId = new HashMap<>();
    private Map<String, UserId> byHandle = new HashMap<>();
    private Map<String, UserId> byEmail = new HashMap<>();
    private Map<String, UserId> byUserName = new HashMap<>();

    People() {}

    void on(WorkspaceEvents.PersonJoined e) {
        byId.put(e.user(), new Person(e.role(), false, e.bot() != null, e.handle(), e.emailHash(), null, null));
        byHandle.put(key(e.handle()), e.user());
        if (e.emailHash() != null) byEmail.put(e.emailHash(), e.user());
    }

    void on(WorkspaceEvents.RoleChanged e) {
        byId.computeIfPresent(e.user(), (user, person) -> person.withRole(e.role()));
    }

    void on(WorkspaceEvents.PersonDeactivated e) {
        byId.computeIfPresent(e.user(), (user, person) -> person.withDeactivated(true));
    }

    void on(WorkspaceEvents.PersonReactivated e) {
        byId.computeIfPresent(e.user(), (user, person) -> person.withDeactivated(false));
    }

    void on(WorkspaceEvents.EmailClaimed e) {
        byId.computeIfPresent(e.user(), (user, person) -> {
            if (person.emailHash() != null) byEmail.remove(person.emailHash());
            return person.withEmailHash(e.emailHash());
        });
        if (e.emailHash() != null) byEmail.put(e.emailHash(), e.user());
    }

    void on(WorkspaceEvents.HandleChanged e) {
        byId.computeIfPresent(e.user(), (user, person) -> {
            byHandle.remove(key(person.handle()));
            return person.withHandle(e.handle());
        });
        byHandle.put(key(e.handle()), e.user());
    }

    void on(WorkspaceEvents.IdentityLinked e) {
        byId.computeIfPresent(e.user(), (user, person) -> {
            if (person.userNameHash() != null) byUserName.remove(person.userNameHash());
            return person.withIdentity(e.userNameHash(), e.externalIdHash());
        });
        if (e.userNameHash() != null) byUserName.put(e.userNameHash(), e.user());
    }

    @Nullable
    Person find(UserId user) {
        return byId.get(user);
    }

    Person require(UserId user) {
        Person person = byId.get(user);
        if (person == null) throw new Rejection(ErrorCode.USER_NOT_FOUND);
        return person;
    }

    /** The actor's role as recorded here, which may be newer than the token's; refuses who is no admin. */
    Role requireAdmin(Actor actor) {
        Role role = roleOf(actor);
        if (role == null || !role.isAdmin()) throw new Rejection(ErrorCode.NOT_ADMIN);
        return role;
    }

    /** Null for strangers and the deactivated. */
    @Nullable
    Role roleOf(Actor actor) {
        if (actor.isOperator()) return Role.PRIMARY_OWNER;
        Person person = byId.get(actor.user());
        return person == null || person.deactivated() ? null : person.role();
    }

    boolean isHandleFree(String handle) {
        String key = key(handle);
        return !key.equals(RESERVED_HANDLE) && !byHandle.containsKey(key);
    }

    boolean isEmailFree(@Nullable String hash) {
        return hash == null || !byEmail.containsKey(hash);
    }

    /** The wanted handle, or it with a number. */
    String freeHandle(String wanted) {
        String handle = wanted;
        for (int n = 2; !isHandleFree(handle); n++) handle = wanted + '-' + n;
        return handle;
    }

    /** Whether nobody else goes by the name: neither an identity provider's for the account nor as a handle. */
    boolean isUserNameFree(String hash, String userName, UserId self) {
        UserId named = byUserName.get(hash);
        UserId handled = byHandle.get(key(userName));
        boolean reserved = key(userName).equals(RESERVED_HANDLE);
        return !reserved && (named == null || named.equals(self)) && (handled == null || handled.equals(self));
    }

    @Nullable
    UserId primaryOwner() {
        for (Map.Entry<UserId, Person> entry : byId.entrySet()) {
            if (entry.getValue().role() == Role.PRIMARY_OWNER) return entry.getKey();
        }
        return null;
    }

    private static String key(String handle) {
        return handle.toLowerCase(Locale.ROOT);
    }
}
