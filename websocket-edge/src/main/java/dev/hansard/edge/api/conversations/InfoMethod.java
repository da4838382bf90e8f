// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.conversations;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.MessageQueries.CountUnread;
import dev.hansard.api.MessageQueries.FindMessage;
import dev.hansard.api.MessageView;
import dev.hansard.api.Views.ChannelView;
import dev.hansard.api.Views.Unread;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.Backend;
import dev.hansard.edge.api.KindScopes;
import dev.hansard.edge.api.MethodSpec;
import dev.hansard.edge.limits.Tier;
import dev.hansard.edge.wire.ConversationJson;
import dev.hansard.edge.wire.Json;
import dev.hansard.edge.wire.MessageJson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code conversations.info}: the conversation with where the caller stands in it. */
@Component
final class InfoMethod implements ApiMethod {

    private final Backend backend;
    private final ConversationJson conversations;
    private final MessageJson messages;

    InfoMethod(Backend backend, ConversationJson conversations, MessageJson messages) {
        this.backend = backend;
        this.conversations = conversations;
        this.messages = messages;
    }

    @Override
    public MethodSpec spec() {
        return MethodSpec.of("conversations.info", Tier.TIER3, KindScopes.READ.all());
    }

    @Override
    public ObjectNode handle(ApiCall call) {
        ChannelKey key = call.channel();
        ChannelView view = backend.channel(call, key);
        KindScopes.READ.check(call, view.kind());
        ObjectNode channel = conversations.conversation(view, call.user());
        channel.remove("num_members");
        if (call.args().flag("include_num_members", false)) channel.put("num_members", view.memberCount());
        if (call.args().flag("include_locale", false)) channel.put("locale", "en-US");
        if (view.isMember()) standing(call, view, channel);
        ObjectNode answer = Json.object();
        answer.set("channel", channel);
        return answer;
    }

    private void standing(ApiCall call, ChannelView view, ObjectNode channel) {
        Unread unread = backend.ask(new CountUnread(view.key(), call.actor()));
        channel.put("last_read", view.lastRead().toString());
        if (unread.latest() != null) {
            MessageView latest =
                    backend.<@Nullable MessageView>ask(new FindMessage(view.key(), unread.latest(), call.actor()));
            if (latest != null) channel.set("latest", messages.message(latest, false));
        }
        channel.put("unread_count", unread.count());
        channel.put("unread_count_display", unread.count());
    }
}
