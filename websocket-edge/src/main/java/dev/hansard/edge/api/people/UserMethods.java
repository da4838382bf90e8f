// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.people;

import dev.hansard.api.DirectoryQueries.FindPersonBy;
import dev.hansard.api.DirectoryQueries.ListPeople;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Profile;
import dev.hansard.api.Rejection;
import dev.hansard.api.Role;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.Page;
import dev.hansard.api.Views.PersonView;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiFamily;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.Backend;
import dev.hansard.edge.api.MethodSpec;
import dev.hansard.edge.api.Pages;
import dev.hansard.edge.limits.Tier;
import dev.hansard.edge.wire.Json;
import dev.hansard.edge.wire.UserJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code users.list}, {@code users.info} and {@code users.lookupByEmail}. */
@Component
final class UserMethods implements ApiFamily {

    /** Who may read addresses. */
    static final String EMAIL_SCOPE = "users:read.email";

    private static final int MOST_PAGE = 1_000;
    /** Most people that are listed at once without a {@code limit}. */
    private static final int MOST_UNPAGED = 10_000;

    private final Backend backend;
    private final UserJson users;

    UserMethods(Backend backend, UserJson users) {
        this.backend = backend;
        this.users = users;
    }

    @Override
    public List<ApiMethod> methods() {
        return List.of(
                ApiMethod.of(MethodSpec.of("users.list", Tier.TIER2, "users:read"), this::list),
                ApiMethod.of(MethodSpec.of("users.info", Tier.TIER4, "users:read"), this::info),
                ApiMethod.of(MethodSpec.of("users.lookupByEmail", Tier.TIER3, EMAIL_SCOPE), this::byEmail));
    }

    private ObjectNode list(ApiCall call) {
        int limit = call.args().limit(0, MOST_PAGE);
        ObjectNode answer = Json.object();
        ArrayNode members = answer.putArray("members");
        String cursor = call.args().cursor();
        do {
            Page<PersonView> page =
                    backend.ask(new ListPeople(call.workspace(), cursor, limit == 0 ? MOST_PAGE : limit));
            page.items().forEach(person -> members.add(shown(call, person)));
            cursor = page.next();
            Rejection.unless(members.size() <= MOST_UNPAGED, ErrorCode.LIMIT_REQUIRED);
        } while (limit == 0 && cursor != null);
        answer.put("cache_ts", call.now().getEpochSecond());
        return Pages.withNext(answer, cursor);
    }

    private ObjectNode info(ApiCall call) {
        var key = new PersonKey(call.workspace(), call.args().requiredUser("user"));
        ObjectNode answer = Json.object();
        boolean slackbot = key.user().equals(UserId.SLACKBOT);
        answer.set("user", shown(call, slackbot ? slackbot(key) : backend.person(key)));
        return answer;
    }

    /** Nobody added it to the workspace, but it is the author of tombstones, so clients ask who it is. */
    private static PersonView slackbot(PersonKey key) {
        return new PersonView(key, "slackbot", Role.MEMBER, false, null, Profile.named("Slackbot"), 0, 0, false);
    }

    private ObjectNode byEmail(ApiCall call) {
        String email = call.args().required("email").strip();
        PersonView person = backend.<@Nullable PersonView>ask(new FindPersonBy(call.workspace(), null, email));
        if (person == null || person.deactivated()) throw new Rejection(ErrorCode.USERS_NOT_FOUND);
        ObjectNode answer = Json.object();
        answer.set("user", shown(call, person));
        return answer;
    }

    private ObjectNode shown(ApiCall call, PersonView person) {
        ObjectNode user = users.user(person, call.caller().has(EMAIL_SCOPE));
        if (call.args().flag("include_locale", false)) user.put("locale", "en-US");
        return user;
    }
}
