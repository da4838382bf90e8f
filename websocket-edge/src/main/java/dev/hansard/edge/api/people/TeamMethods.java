// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.people;

import dev.hansard.api.Bot;
import dev.hansard.api.DirectoryQueries.FindBot;
import dev.hansard.api.DirectoryQueries.FindWorkspace;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.Views.PersonView;
import dev.hansard.api.Views.WorkspaceView;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiFamily;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.Backend;
import dev.hansard.edge.api.MethodSpec;
import dev.hansard.edge.limits.Tier;
import dev.hansard.edge.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code team.info}, {@code emoji.list} and {@code bots.info}. */
@Component
final class TeamMethods implements ApiFamily {

    private final Backend backend;

    TeamMethods(Backend backend) {
        this.backend = backend;
    }

    @Override
    public List<ApiMethod> methods() {
        return List.of(
                ApiMethod.of(MethodSpec.of("team.info", Tier.TIER3, "team:read"), this::team),
                ApiMethod.of(MethodSpec.of("emoji.list", Tier.TIER2, "emoji:read"), TeamMethods::emoji),
                ApiMethod.of(MethodSpec.of("bots.info", Tier.TIER3, "users:read"), this::bot));
    }

    private ObjectNode team(ApiCall call) {
        WorkspaceView workspace = backend.ask(new FindWorkspace(call.workspace()));
        String id = call.args().text("team", workspace.id().value());
        String domain = call.args().text("domain", workspace.domain());
        boolean own = id.equals(workspace.id().value()) && domain.equals(workspace.domain());
        Rejection.unless(own, ErrorCode.TEAM_NOT_FOUND);
        ObjectNode answer = Json.object();
        ObjectNode team = answer.putObject("team");
        team.put("id", workspace.id().value());
        team.put("name", workspace.name());
        team.put("url", call.baseUrl() + "/");
        team.put("domain", workspace.domain());
        team.put("email_domain", "");
        team.putObject("icon").put("image_default", true);
        return answer;
    }

    /** Only custom emoji are listed, and a workspace has none. */
    private static ObjectNode emoji(ApiCall call) {
        ObjectNode answer = Json.object();
        answer.putObject("emoji");
        answer.put("cache_ts", Long.toString(call.now().getEpochSecond()));
        if (call.args().flag("include_categories", false)) answer.putArray("categories");
        return answer;
    }

    private ObjectNode bot(ApiCall call) {
        String id = call.args().filled("bot");
        if (id == null) throw new Rejection(ErrorCode.BOT_NOT_FOUND);
        PersonView person = backend.<@Nullable PersonView>ask(new FindBot(call.workspace(), id.strip()));
        Bot bot = person == null ? null : person.bot();
        if (person == null || bot == null) throw new Rejection(ErrorCode.BOT_NOT_FOUND);
        ObjectNode answer = Json.object();
        ObjectNode json = answer.putObject("bot");
        json.put("id", bot.id());
        json.put("deleted", person.deactivated());
        json.put("name", bot.name());
        json.put("updated", person.updated());
        json.put("app_id", bot.app());
        json.put("user_id", person.key().user().value());
        json.putObject("icons");
        return answer;
    }
}
