// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.scim;

import dev.hansard.api.ProvisioningViews.Member;
import dev.hansard.api.ProvisioningViews.Usergroup;
import dev.hansard.api.UserId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A user group as SCIM has it. */
final class GroupResource {
    private final String baseUrl;

    GroupResource(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    ObjectNode of(Usergroup group) {
        String id = group.key().usergroup();
        ObjectNode json = ScimJson.object();
        json.putArray("schemas").add(ScimJson.GROUP);
        json.put("id", id);
        json.put("displayName", group.name());
        ArrayNode members = json.putArray("members");
        for (Member member : group.members()) {
            members.addObject()
                    .put("value", member.user().value())
                    .put("display", member.handle())
                    .put("type", "User")
                    .put("$ref", baseUrl + "/Users/" + member.user());
        }
        return Meta.add(json, "Group", baseUrl + "/Groups/" + id, group.created(), group.updated());
    }

    /** The people in {@code members}; refuses groups within groups and what is no id. */
    static Set<UserId> members(ObjectNode sent) {
        JsonNode members = sent.path("members");
        if (members.isMissingNode() || members.isNull()) return Set.of();
        Iterable<JsonNode> all = members.isArray() ? members : List.of(members);
        var users = new LinkedHashSet<UserId>();
        for (JsonNode member : all) users.add(user(member));
        return users;
    }

    private static UserId user(JsonNode member) {
        String value = member.isString() ? member.asString() : value(ScimJson.object(member, "members"));
        try {
            return new UserId(value == null ? "" : value);
        } catch (IllegalArgumentException e) {
            throw ScimRefusal.invalidValue("members must be users of this workspace");
        }
    }

    private static @Nullable String value(ObjectNode member) {
        String type = ScimJson.text(member, "type");
        if (type != null && !type.equalsIgnoreCase("User")) {
            throw ScimRefusal.invalidValue("members must be users of this workspace");
        }
        return ScimJson.text(member, "value");
    }
}
