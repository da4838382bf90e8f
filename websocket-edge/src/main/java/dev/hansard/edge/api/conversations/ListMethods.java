// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.conversations;

import dev.hansard.api.ChannelKind;
import dev.hansard.api.DirectoryQueries.ListChannels;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.ChannelView;
import dev.hansard.api.Views.Page;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiFamily;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.Backend;
import dev.hansard.edge.api.KindScopes;
import dev.hansard.edge.api.MethodSpec;
import dev.hansard.edge.api.Pages;
import dev.hansard.edge.limits.Tier;
import dev.hansard.edge.wire.ConversationJson;
import dev.hansard.edge.wire.Json;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code conversations.list} and {@code users.conversations}. */
@Component
final class ListMethods implements ApiFamily {

    private static final int PAGE = 100;
    private static final int MOST_PAGE = 999;

    private final Backend backend;
    private final ConversationJson conversations;

    ListMethods(Backend backend, ConversationJson conversations) {
        this.backend = backend;
        this.conversations = conversations;
    }

    @Override
    public List<ApiMethod> methods() {
        return List.of(
                ApiMethod.of(MethodSpec.of("conversations.list", Tier.TIER2, KindScopes.READ.all()), this::all),
                ApiMethod.of(MethodSpec.of("users.conversations", Tier.TIER3, KindScopes.READ.all()), this::ofPerson));
    }

    private ObjectNode all(ApiCall call) {
        return list(call, null, true);
    }

    private ObjectNode ofPerson(ApiCall call) {
        UserId user = call.personOrSelf("user").user();
        if (!user.equals(call.user())) backend.person(call.personOrSelf("user"));
        return list(call, user, false);
    }

    private ObjectNode list(ApiCall call, @Nullable UserId memberOf, boolean withMemberCount) {
        Set<ChannelKind> kinds = kinds(call);
        boolean excludeArchived = call.args().flag("exclude_archived", false);
        Page<ChannelView> page = backend.ask(new ListChannels(
                call.workspace(),
                kinds,
                excludeArchived,
                memberOf,
                call.args().cursor(),
                call.args().limit(PAGE, MOST_PAGE),
                call.actor()));
        ObjectNode answer = Json.object();
        ArrayNode channels = answer.putArray("channels");
        for (ChannelView view : page.items()) {
            ObjectNode channel = conversations.conversation(view, call.user());
            if (!withMemberCount) channel.remove("num_members");
            channels.add(channel);
        }
        return Pages.withNext(answer, page.next());
    }

    private static Set<ChannelKind> kinds(ApiCall call) {
        List<String> types = call.args().list("types");
        var kinds = EnumSet.noneOf(ChannelKind.class);
        if (types.isEmpty()) kinds.add(ChannelKind.PUBLIC);
        for (String type : types) {
            kinds.add(
                    switch (type) {
                        case "public_channel" -> ChannelKind.PUBLIC;
                        case "private_channel" -> ChannelKind.PRIVATE;
                        case "mpim" -> ChannelKind.MPIM;
                        case "im" -> ChannelKind.IM;
                        default -> throw new Rejection(ErrorCode.INVALID_TYPES);
                    });
        }
        for (ChannelKind kind : kinds) KindScopes.READ.check(call, kind);
        return kinds;
    }
}
