// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.people;

import dev.hansard.api.CredentialCommands.RevokeToken;
import dev.hansard.api.DirectoryQueries.FindWorkspace;
import dev.hansard.api.PersonKey;
import dev.hansard.api.TokenKind;
import dev.hansard.api.Views.PersonView;
import dev.hansard.api.Views.WorkspaceView;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiError;
import dev.hansard.edge.api.ApiFamily;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.Backend;
import dev.hansard.edge.api.MethodSpec;
import dev.hansard.edge.auth.KnownTokens;
import dev.hansard.edge.limits.Tier;
import dev.hansard.edge.wire.BotNames;
import dev.hansard.edge.wire.BotNames.BotName;
import dev.hansard.edge.wire.Json;
import dev.hansard.edge.wire.PersonNames;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code auth.test}, {@code auth.revoke} and {@code api.test}: whether and as whom one gets in. */
@Component
final class TokenMethods implements ApiFamily {

    private final Backend backend;
    private final PersonNames people;
    private final BotNames bots;
    private final KnownTokens tokens;

    TokenMethods(Backend backend, PersonNames people, BotNames bots, KnownTokens tokens) {
        this.backend = backend;
        this.people = people;
        this.bots = bots;
        this.tokens = tokens;
    }

    @Override
    public List<ApiMethod> methods() {
        return List.of(
                ApiMethod.of(any("auth.test", Tier.SPECIAL), this::whoAmI),
                ApiMethod.of(any("auth.revoke", Tier.TIER3), this::revoke),
                ApiMethod.of(any("api.test", Tier.TIER4).open(), TokenMethods::echo));
    }

    private static MethodSpec any(String name, Tier tier) {
        return MethodSpec.of(name, tier).withTokens(TokenKind.BOT, TokenKind.USER, TokenKind.APP);
    }

    private ObjectNode whoAmI(ApiCall call) {
        WorkspaceView workspace = backend.ask(new FindWorkspace(call.workspace()));
        PersonView person = people.find(new PersonKey(call.workspace(), call.user()));
        ObjectNode answer = Json.object();
        answer.put("url", call.baseUrl() + "/");
        answer.put("team", workspace.name());
        answer.put("user", person == null ? call.user().value() : person.handle());
        answer.put("team_id", call.workspace().value());
        answer.put("user_id", call.user().value());
        String bot = call.actor().bot();
        if (bot != null) answer.put("bot_id", bot);
        if (call.caller().kind() == TokenKind.APP) {
            BotName name = bot == null ? null : bots.find(call.workspace(), bot);
            answer.put("app_id", call.actor().app());
            answer.put("app_name", name == null ? call.actor().app() : name.name());
        }
        answer.put("is_enterprise_install", false);
        return answer;
    }

    private ObjectNode revoke(ApiCall call) {
        if (call.args().flag("test", false)) return Json.object().put("revoked", false);
        backend.carryOut(call, new RevokeToken(call.caller().credential().key(), call.actor()));
        tokens.forget(call.workspace());
        return Json.object().put("revoked", true);
    }

    private static ObjectNode echo(ApiCall call) {
        ObjectNode args = Json.object();
        call.args().all().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(argument -> args.put(argument.getKey(), argument.getValue()));
        ObjectNode answer = Json.object();
        answer.set("args", args);
        String error = call.args().filled("error");
        if (error != null) throw ApiError.of(error, answer);
        return answer;
    }
}
