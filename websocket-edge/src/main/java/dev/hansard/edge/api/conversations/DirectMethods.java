// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.conversations;

import dev.hansard.api.ChannelCommands.OpenDirect;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Ids;
import dev.hansard.api.PersonKey;
import dev.hansard.api.ReaderCommands.ShowConversation;
import dev.hansard.api.Rejection;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.ChannelView;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiFamily;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.Backend;
import dev.hansard.edge.api.MethodSpec;
import dev.hansard.edge.limits.Tier;
import dev.hansard.edge.wire.ConversationJson;
import dev.hansard.edge.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code conversations.open} and {@code conversations.close}: direct messages and group direct messages. */
@Component
final class DirectMethods implements ApiFamily {

    /** Besides the caller. */
    static final int MOST_OTHERS = 8;

    private final Backend backend;
    private final ConversationJson conversations;

    DirectMethods(Backend backend, ConversationJson conversations) {
        this.backend = backend;
        this.conversations = conversations;
    }

    @Override
    public List<ApiMethod> methods() {
        String[] write = {"im:write", "mpim:write", "channels:manage", "channels:write", "groups:write"};
        return List.of(
                ApiMethod.of(MethodSpec.of("conversations.open", Tier.TIER3, write), this::open),
                ApiMethod.of(MethodSpec.of("conversations.close", Tier.TIER2, write), this::close));
    }

    private ObjectNode open(ApiCall call) {
        ChannelKey channel;
        boolean existed = true;
        if (call.args().filled("channel") != null) {
            channel = call.channel();
            requireDirect(backend.channel(call, channel));
        } else {
            List<UserId> people = people(call);
            channel = new ChannelKey(call.workspace(), Ids.directConversation(call.workspace(), people));
            if (call.args().flag("prevent_creation", false)) {
                backend.channel(call, channel);
            } else {
                existed = backend.<Boolean>send(call, new OpenDirect(channel, people, call.now(), call.actor()));
            }
        }
        boolean shown = backend.<Boolean>send(call, new ShowConversation(channel, true, call.actor()));
        ObjectNode answer = Json.object();
        if (existed && !shown) answer.put("no_op", true).put("already_open", true);
        if (call.args().flag("return_im", false)) {
            answer.set("channel", conversations.conversation(backend.channel(call, channel), call.user()));
        } else {
            answer.putObject("channel").put("id", channel.channel().value());
        }
        return answer;
    }

    private ObjectNode close(ApiCall call) {
        ChannelKey channel = call.channel();
        requireDirect(backend.channel(call, channel));
        boolean hidden = backend.<Boolean>send(call, new ShowConversation(channel, false, call.actor()));
        ObjectNode answer = Json.object();
        if (!hidden) answer.put("no_op", true).put("already_closed", true);
        return answer;
    }

    private List<UserId> people(ApiCall call) {
        if (call.args().filled("users") == null) throw new Rejection(ErrorCode.USERS_LIST_NOT_SUPPLIED);
        List<UserId> named = call.args().users("users");
        Rejection.unless(!named.isEmpty(), ErrorCode.NOT_ENOUGH_USERS);
        var people = new ArrayList<UserId>();
        people.add(call.user());
        for (UserId user : named) {
            if (!people.contains(user)) people.add(user);
        }
        Rejection.unless(people.size() - 1 <= MOST_OTHERS, ErrorCode.TOO_MANY_USERS);
        for (UserId user : people) {
            boolean gone = backend.person(new PersonKey(call.workspace(), user)).deactivated();
            Rejection.unless(!gone, ErrorCode.USER_DISABLED);
        }
        return people;
    }

    private static void requireDirect(ChannelView channel) {
        Rejection.unless(channel.kind().isDirect(), ErrorCode.METHOD_NOT_SUPPORTED_FOR_CHANNEL_TYPE);
    }
}
