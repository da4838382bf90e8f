// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.scim;

import dev.hansard.api.Command;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Ids;
import dev.hansard.api.ProvisioningQueries.FindUsergroup;
import dev.hansard.api.ProvisioningViews.Usergroup;
import dev.hansard.api.Rejection;
import dev.hansard.api.UserId;
import dev.hansard.api.UsergroupCommands.ChangeUsergroup;
import dev.hansard.api.UsergroupCommands.CreateUsergroup;
import dev.hansard.api.UsergroupCommands.DeleteUsergroup;
import dev.hansard.api.UsergroupKey;
import dev.hansard.axon.bus.Commands;
import dev.hansard.axon.bus.Queries;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code /Groups}: user groups. */
@Component
final class ScimGroups {
    private final Queries queries;
    private final Commands commands;

    ScimGroups(Queries queries, Commands commands) {
        this.queries = queries;
        this.commands = commands;
    }

    ScimAnswer create(ScimCall call) {
        String name = name(call.body());
        Set<UserId> members = GroupResource.members(call.body());
        var key = new UsergroupKey(call.workspace(), Ids.random('S'));
        change(call, new CreateUsergroup(key, name, members, call.actor()));
        return ScimAnswer.resource(201, resource(call, require(call, key.usergroup())), call.selection());
    }

    ScimAnswer read(ScimCall call, String id) {
        return ScimAnswer.read(call, resource(call, require(call, id)));
    }

    ScimAnswer list(ScimCall call) {
        return ScimAnswer.of(new GroupList(queries, call).answer());
    }

    ScimAnswer replace(ScimCall call, String id) {
        Usergroup before = require(call, id);
        Meta.require(call.ifMatch(), resource(call, before));
        return change(call, before, name(call.body()), GroupResource.members(call.body()));
    }

    ScimAnswer patch(ScimCall call, String id) {
        Usergroup before = require(call, id);
        ObjectNode resource = resource(call, before);
        Meta.require(call.ifMatch(), resource);
        ScimPatch.apply(call.body(), resource);
        return change(call, before, name(resource), GroupResource.members(resource));
    }

    ScimAnswer delete(ScimCall call, String id) {
        Usergroup before = require(call, id);
        Meta.require(call.ifMatch(), resource(call, before));
        change(call, new DeleteUsergroup(before.key(), call.actor()));
        return ScimAnswer.nothing();
    }

    /** Only the difference is sent, so that what others change at the same time stays. */
    private ScimAnswer change(ScimCall call, Usergroup before, String name, Set<UserId> members) {
        Set<UserId> known = new LinkedHashSet<>();
        before.members().forEach(member -> known.add(member.user()));
        List<UserId> added =
                members.stream().filter(user -> !known.contains(user)).toList();
        List<UserId> removed =
                known.stream().filter(user -> !members.contains(user)).toList();
        String renamed = name.equals(before.name()) ? null : name;
        change(call, new ChangeUsergroup(before.key(), renamed, added, removed, call.actor()));
        return ScimAnswer.resource(
                200, resource(call, require(call, before.key().usergroup())), call.selection());
    }

    private void change(ScimCall call, Command command) {
        try {
            commands.<@Nullable Object>sendAndWait(command, call.origin());
        } catch (Rejection e) {
            if (e.code() != ErrorCode.USER_NOT_FOUND) throw e;
            throw ScimRefusal.invalidValue("members must be users of this workspace");
        }
    }

    private Usergroup require(ScimCall call, String id) {
        Usergroup group = null;
        try {
            group = queries.<@Nullable Usergroup>ask(new FindUsergroup(new UsergroupKey(call.workspace(), id)));
        } catch (IllegalArgumentException e) {
            // No id of a group: there is none.
        }
        if (group == null) throw ScimRefusal.notFound("group");
        return group;
    }

    private static ObjectNode resource(ScimCall call, Usergroup group) {
        return new GroupResource(call.baseUrl()).of(group);
    }

    private static String name(ObjectNode sent) {
        String name = ScimJson.text(sent, "displayName");
        if (name == null) throw ScimRefusal.invalidValue("displayName is required");
        return name;
    }
}
