// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.presence;

import dev.hansard.api.DirectoryQueries.FindPerson;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.PersonKey;
import dev.hansard.api.ReaderCommands.SetPresence;
import dev.hansard.api.Rejection;
import dev.hansard.api.Views.PersonView;
import dev.hansard.axon.bus.Commands;
import dev.hansard.axon.bus.Queries;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiFamily;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.MethodSpec;
import dev.hansard.edge.limits.Tier;
import dev.hansard.edge.session.SessionRegistry;
import dev.hansard.edge.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code users.getPresence} and {@code users.setPresence}. */
@Component
final class PresenceMethods implements ApiFamily {
    private final Presence presence;
    private final SessionRegistry registry;
    private final Commands commands;
    private final Queries queries;

    PresenceMethods(Presence presence, SessionRegistry registry, Commands commands, Queries queries) {
        this.presence = presence;
        this.registry = registry;
        this.commands = commands;
        this.queries = queries;
    }

    @Override
    public List<ApiMethod> methods() {
        return List.of(
                ApiMethod.of(MethodSpec.of("users.getPresence", Tier.TIER3, "users:read"), this::get),
                ApiMethod.of(MethodSpec.of("users.setPresence", Tier.TIER2, "users:write"), this::set));
    }

    private ObjectNode get(ApiCall call) {
        PersonKey person = call.personOrSelf("user");
        boolean active = presence.isActive(person);
        if (!person.user().equals(call.user())) {
            PersonView view = queries.<@Nullable PersonView>ask(new FindPerson(person));
            Rejection.unless(view != null, ErrorCode.USER_NOT_FOUND);
            return Json.object().put("presence", active ? "active" : "away");
        }
        int connections = registry.of(person).size();
        boolean manual = presence.isAwayManually(person);
        ObjectNode json = Json.object()
                .put("presence", active ? "active" : "away")
                .put("online", connections > 0)
                .put("auto_away", connections > 0 && !active && !manual)
                .put("manual_away", manual)
                .put("connection_count", connections);
        long last = presence.lastActivity(person, call.now().getEpochSecond());
        return last == 0 ? json : json.put("last_activity", last);
    }

    private ObjectNode set(ApiCall call) {
        String wanted = call.args().required("presence");
        Rejection.unless(wanted.equals("auto") || wanted.equals("away"), ErrorCode.INVALID_PRESENCE);
        boolean away = wanted.equals("away");
        commands.<@Nullable Void>sendAndWait(new SetPresence(call.workspace(), away, call.actor()), call.origin());
        presence.choose(call.caller().person(), away);
        return Json.object();
    }
}
