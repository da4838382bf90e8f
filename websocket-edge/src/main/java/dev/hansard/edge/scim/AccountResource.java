// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.scim;

import dev.hansard.api.Profile;
import dev.hansard.api.ProvisioningViews.Account;
import dev.hansard.api.ProvisioningViews.GroupName;
import dev.hansard.api.Role;
import dev.hansard.api.Views.PersonView;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An account as SCIM has it. */
final class AccountResource {
    private final String baseUrl;

    AccountResource(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    ObjectNode of(Account account) {
        PersonView person = account.person();
        Profile profile = person.profile();
        ObjectNode provisioned = ScimJson.parse(profile.provisioned());
        ObjectNode json = ScimJson.object();
        ArrayNode schemas = json.putArray("schemas").add(ScimJson.USER);
        String id = person.key().user().value();
        json.put("id", id);
        if (provisioned != null) ScimJson.put(json, "externalId", ScimJson.text(provisioned, "externalId"));
        json.put("userName", userName(account));
        json.put("nickName", person.handle());
        ObjectNode name = AccountName.of(profile.realName(), provisioned == null ? null : provisioned.get("name"))
                .json();
        if (!profile.realName().isEmpty()) name.put("formatted", profile.realName());
        json.set("name", name);
        ScimJson.put(json, "displayName", profile.displayName());
        ScimJson.put(json, "title", profile.title());
        ScimJson.put(json, "timezone", profile.tz());
        json.put("active", !person.deactivated());
        value(json, "emails", profile.email());
        value(json, "phoneNumbers", profile.phone());
        json.putArray("roles").addObject().put("value", role(person.role())).put("primary", true);
        ArrayNode groups = json.putArray("groups");
        for (GroupName group : account.groups()) {
            groups.addObject()
                    .put("value", group.usergroup())
                    .put("display", group.name())
                    .put("$ref", baseUrl + "/Groups/" + group.usergroup());
        }
        if (provisioned != null && provisioned.get("enterprise") instanceof ObjectNode enterprise) {
            schemas.add(ScimJson.ENTERPRISE);
            json.set(ScimJson.ENTERPRISE, enterprise);
        }
        if (person.role().isGuest()) {
            schemas.add(ScimJson.GUEST);
            json.putObject(ScimJson.GUEST).put("type", guest(person.role()));
        }
        return Meta.add(json, "User", baseUrl + "/Users/" + id, account.created(), person.updated());
    }

    /** As the account is compared in a filter: one that nobody manages yet also goes by its handle and its address. */
    static ObjectNode comparable(Account account, ObjectNode resource) {
        if (account.linked()) return resource;
        ObjectNode comparable = resource.deepCopy();
        ArrayNode names = comparable.putArray("userName");
        names.add(account.person().handle());
        String email = account.person().profile().email();
        if (!email.isEmpty()) names.add(email);
        return comparable;
    }

    static String userName(Account account) {
        ObjectNode provisioned = ScimJson.parse(account.person().profile().provisioned());
        String named = account.linked() && provisioned != null ? ScimJson.text(provisioned, "userName") : null;
        return Objects.requireNonNullElse(named, account.person().handle());
    }

    static @Nullable String externalId(Account account) {
        ObjectNode provisioned = ScimJson.parse(account.person().profile().provisioned());
        return provisioned == null ? null : ScimJson.text(provisioned, "externalId");
    }

    static String role(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static String guest(Role role) {
        return role == Role.SINGLE_CHANNEL_GUEST ? "single" : "multi";
    }

    private static void value(ObjectNode json, String name, String value) {
        if (value.isEmpty()) return;
        JsonNode one = ScimJson.object().put("value", value).put("type", "work").put("primary", true);
        json.putArray(name).add(one);
    }
}
