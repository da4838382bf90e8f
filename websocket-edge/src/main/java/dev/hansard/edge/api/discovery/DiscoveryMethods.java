// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.discovery;

import dev.hansard.api.DirectoryQueries.FindPerson;
import dev.hansard.api.DirectoryQueries.FindPersonBy;
import dev.hansard.api.DirectoryQueries.FindWorkspace;
import dev.hansard.api.DirectoryQueries.ListPeople;
import dev.hansard.api.DiscoveryQueries.Collector;
import dev.hansard.api.DiscoveryQueries.MayCollect;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Rejection;
import dev.hansard.api.TokenKind;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.Page;
import dev.hansard.api.Views.PersonView;
import dev.hansard.api.Views.WorkspaceView;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiError;
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
import tools.jackson.databind.node.ObjectNode;

/** Whose data there is, for collectors of archives. */
@Component
final class DiscoveryMethods implements ApiFamily {
    private static final int MOST = 1_000;

    private final Backend backend;
    private final UserJson users;

    DiscoveryMethods(Backend backend, UserJson users) {
        this.backend = backend;
        this.users = users;
    }

    @Override
    public List<ApiMethod> methods() {
        return List.of(
                ApiMethod.of(spec("enterprise.info"), this::enterprise),
                ApiMethod.of(spec("users.list"), this::list),
                ApiMethod.of(spec("user.info"), this::info));
    }

    static MethodSpec spec(String name) {
        return MethodSpec.of("discovery." + name, Tier.TIER4, "discovery:read").withTokens(TokenKind.USER);
    }

    static Collector collector(ApiCall call) {
        return new Collector(call.workspace(), call.spec().name(), call.actor(), CaseSearchMethods.asker(call));
    }

    /** A workspace is an organisation of its own here. */
    private ObjectNode enterprise(ApiCall call) {
        backend.<Boolean>ask(new MayCollect(collector(call), null));
        WorkspaceView workspace = backend.ask(new FindWorkspace(call.workspace()));
        ObjectNode answer = Json.object();
        ObjectNode enterprise = answer.putObject("enterprise");
        enterprise.put("id", 'E' + workspace.id().value().substring(1));
        enterprise.put("name", workspace.name());
        enterprise.put("domain", workspace.domain());
        enterprise
                .putArray("teams")
                .addObject()
                .put("id", workspace.id().value())
                .put("name", workspace.name())
                .put("domain", workspace.domain());
        return answer;
    }

    private ObjectNode list(ApiCall call) {
        int limit = call.args().limit(MOST, MOST);
        backend.<Boolean>ask(new MayCollect(collector(call), null));
        Page<PersonView> page =
                backend.ask(new ListPeople(call.workspace(), call.args().filled("offset"), limit));
        ObjectNode answer = Json.object();
        var array = answer.putArray("users");
        page.items().forEach(person -> array.add(users.user(person, true)));
        if (page.next() != null) answer.put("offset", page.next());
        return answer;
    }

    private ObjectNode info(ApiCall call) {
        UserId user = call.args().user("user");
        String email = call.args().filled("email");
        if (user == null && email == null) throw ApiError.invalid("missing required field: user or email");
        backend.<Boolean>ask(new MayCollect(collector(call), user == null ? null : user.value()));
        PersonView person = user != null
                ? backend.<@Nullable PersonView>ask(new FindPerson(new PersonKey(call.workspace(), user)))
                : backend.<@Nullable PersonView>ask(new FindPersonBy(call.workspace(), null, email));
        if (person == null) throw new Rejection(ErrorCode.USER_NOT_FOUND);
        ObjectNode answer = Json.object();
        answer.set("user", users.user(person, true));
        return answer;
    }
}
