// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.people;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.PersonCommands.SetProfile;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Profile;
import dev.hansard.api.Rejection;
import dev.hansard.api.Views.PersonView;
import dev.hansard.api.WorkspaceCommands.ClaimEmail;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiFamily;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.Backend;
import dev.hansard.edge.api.MethodSpec;
import dev.hansard.edge.limits.Tier;
import dev.hansard.edge.wire.Json;
import dev.hansard.edge.wire.UserJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code users.profile.get} and {@code users.profile.set}. */
@Component
final class ProfileMethods implements ApiFamily {

    private final Backend backend;
    private final UserJson users;

    ProfileMethods(Backend backend, UserJson users) {
        this.backend = backend;
        this.users = users;
    }

    @Override
    public List<ApiMethod> methods() {
        return List.of(
                ApiMethod.of(
                        MethodSpec.of("users.profile.get", Tier.TIER4, "users.profile:read", "users:read"), this::get),
                ApiMethod.of(MethodSpec.of("users.profile.set", Tier.TIER3, "users.profile:write"), this::set));
    }

    private ObjectNode get(ApiCall call) {
        PersonView person = backend.person(call.personOrSelf("user"));
        ObjectNode answer = Json.object();
        answer.set("profile", shown(call, person));
        return answer;
    }

    private ObjectNode set(ApiCall call) {
        PersonKey key = call.personOrSelf("user");
        PersonView person = backend.person(key);
        boolean other = !key.user().equals(call.user());
        Rejection.unless(!other || call.actor().role().isAdmin(), ErrorCode.NOT_ADMIN);
        boolean above = other && person.role().isOwner() && !call.actor().role().isOwner();
        Rejection.unless(!above, ErrorCode.CANNOT_UPDATE_ADMIN_USER);
        Profile before = person.profile();
        Profile after = ProfilePatch.apply(before, wanted(call));
        if (!after.email().equals(before.email())) {
            Rejection.unless(call.actor().role().isAdmin(), ErrorCode.NOT_ADMIN);
            backend.carryOut(call, new ClaimEmail(call.workspace(), key.user(), after.email(), call.actor()));
        }
        backend.carryOut(call, new SetProfile(key, after, call.actor()));
        ObjectNode answer = Json.object();
        answer.put("username", person.handle());
        answer.set("profile", shown(call, backend.person(key)));
        return answer;
    }

    /** The fields to change, from {@code profile} or from {@code name} and {@code value}. */
    private static ObjectNode wanted(ApiCall call) {
        ObjectNode profile = call.args().object("profile", ErrorCode.INVALID_PROFILE);
        if (profile != null) return profile;
        String name = call.args().filled("name");
        if (name == null) throw new Rejection(ErrorCode.INVALID_PROFILE);
        String value = call.args().sent("value");
        ObjectNode wanted = Json.object();
        if (name.startsWith("Xf")) {
            wanted.putObject("fields").putObject(name).put("value", value).put("alt", "");
        } else {
            wanted.put(name, value);
        }
        return wanted;
    }

    private ObjectNode shown(ApiCall call, PersonView person) {
        ObjectNode profile = users.profile(person, call.caller().has(UserMethods.EMAIL_SCOPE));
        if (call.args().flag("include_labels", false)) label(profile.get("fields"));
        return profile;
    }

    /** Custom fields have no names of their own here: the id is the label. */
    private static void label(@Nullable JsonNode fields) {
        if (!(fields instanceof ObjectNode all)) return;
        for (var field : all.properties()) {
            if (field.getValue() instanceof ObjectNode value) value.put("label", field.getKey());
        }
    }
}
