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
import dev.hansard.edge.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code users.getPresence} and {@code users.setPresence}. */
@Component
final class PresenceMethods implements ApiFamily {
    private final Presence presence;
    private final Commands commands;
    private final Queries queries;

    PresenceMethods(Presence presence, Commands commands, Queries queries) {
        this.presence = presence;
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
        Seen seen = presence.find(person);
        ObjectNode json = Json.object().put("presence", seen.active() ? "active" : "away");
        if (!person.user().equals(call.user())) {
            PersonView view = queries.<@Nullable PersonView>ask(new FindPerson(person));
            Rejection.unless(view != null, ErrorCode.USER_NOT_FOUND);
            return json;
        }
        boolean online = seen.connections() > 0;
        boolean manual = presence.isAwayManually(person);
        json.put("online", online)
                .put("auto_away", online && !seen.active() && !manual)
                .put("manual_away", manual)
                .put("connection_count", seen.connections());
        return seen.idleSeconds() < 0
                ? json
                : json.put("last_activity", call.now().getEpochSecond() - seen.idleSeconds());
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
