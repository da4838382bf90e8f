// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.conversations;

import dev.hansard.api.ChannelCommands.JoinChannel;
import dev.hansard.api.ChannelCommands.KickFromChannel;
import dev.hansard.api.ChannelCommands.LeaveChannel;
import dev.hansard.api.ChannelCommands.Subject;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.DirectoryQueries.ListMembers;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Rejection;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.Page;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiError;
import dev.hansard.edge.api.ApiFamily;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.Backend;
import dev.hansard.edge.api.KindScopes;
import dev.hansard.edge.api.MethodSpec;
import dev.hansard.edge.api.Pages;
import dev.hansard.edge.limits.Tier;
import dev.hansard.edge.wire.ConversationJson;
import dev.hansard.edge.wire.Json;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Who is in a conversation. */
@Component
final class MembershipMethods implements ApiFamily {

    private static final int PAGE = 100;
    private static final int MOST_PAGE = 1_000;

    private final Backend backend;
    private final ConversationJson conversations;

    MembershipMethods(Backend backend, ConversationJson conversations) {
        this.backend = backend;
        this.conversations = conversations;
    }

    @Override
    public List<ApiMethod> methods() {
        return List.of(
                ApiMethod.of(
                        MethodSpec.of("conversations.join", Tier.TIER3, "channels:join", "channels:write"), this::join),
                ApiMethod.of(MethodSpec.of("conversations.leave", Tier.TIER3, KindScopes.WRITE.all()), this::leave),
                ApiMethod.of(MethodSpec.of("conversations.kick", Tier.TIER3, KindScopes.WRITE.all()), this::kick),
                ApiMethod.of(MethodSpec.of("conversations.members", Tier.TIER4, KindScopes.READ.all()), this::members));
    }

    private ObjectNode join(ApiCall call) {
        ChannelKey channel = call.channel();
        boolean joined = backend.<Boolean>send(call, new JoinChannel(channel, call.now(), call.actor()));
        if (!joined) call.warn("already_in_channel");
        ObjectNode answer = Json.object();
        answer.set("channel", conversations.conversation(backend.channel(call, channel), call.user()));
        return answer;
    }

    private ObjectNode leave(ApiCall call) {
        ChannelKey channel = call.channel();
        KindScopes.WRITE.check(call, channel, backend);
        try {
            backend.carryOut(call, new LeaveChannel(channel, call.now(), call.actor()));
        } catch (Rejection e) {
            if (e.code() != ErrorCode.NOT_IN_CHANNEL) throw e;
            throw ApiError.of(ErrorCode.NOT_IN_CHANNEL, Json.object().put("not_in_channel", true));
        }
        return Json.object();
    }

    private ObjectNode kick(ApiCall call) {
        ChannelKey channel = call.channel();
        UserId user = call.args().requiredUser("user");
        KindScopes.WRITE.check(call, channel, backend);
        var person = backend.person(new PersonKey(call.workspace(), user));
        backend.carryOut(
                call, new KickFromChannel(channel, new Subject(user, person.role()), call.now(), call.actor()));
        ObjectNode answer = Json.object();
        answer.putObject("errors");
        return answer;
    }

    private ObjectNode members(ApiCall call) {
        ChannelKey channel = call.channel();
        KindScopes.READ.check(call, channel, backend);
        Page<UserId> page = backend.ask(
                new ListMembers(channel, call.args().cursor(), call.args().limit(PAGE, MOST_PAGE), call.actor()));
        ObjectNode answer = Json.object();
        answer.set("members", Json.array(page.items()));
        return Pages.withNext(answer, page.next());
    }
}
