// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.presence;

import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.DirectoryQueries.FindMemberships;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageView;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Rejection;
import dev.hansard.api.Ts;
import dev.hansard.api.Views;
import dev.hansard.api.Views.ChannelView;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.Backend;
import dev.hansard.edge.api.MethodSpec;
import dev.hansard.edge.api.chat.Composer;
import dev.hansard.edge.api.chat.Destination;
import dev.hansard.edge.limits.Tier;
import dev.hansard.edge.transport.EncodedFrame;
import dev.hansard.edge.wire.Json;
import dev.hansard.edge.wire.MessageJson;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code chat.postEphemeral}: shown once to one person's devices that are connected now, and never stored. */
@Component
final class PostEphemeral implements ApiMethod {
    private static final MethodSpec SPEC =
            MethodSpec.of("chat.postEphemeral", Tier.TIER4, "chat:write", "chat:write:user");

    private final Backend backend;
    private final Composer composer;
    private final Destination destination;
    private final MessageJson messages;
    private final Devices devices;

    PostEphemeral(Backend backend, Composer composer, Destination destination, MessageJson messages, Devices devices) {
        this.backend = backend;
        this.composer = composer;
        this.destination = destination;
        this.messages = messages;
        this.devices = devices;
    }

    @Override
    public MethodSpec spec() {
        return SPEC;
    }

    @Override
    public ObjectNode handle(ApiCall call) {
        var reader = new PersonKey(call.workspace(), call.args().requiredUser("user"));
        MessageContent content = composer.compose(call);
        Ts thread = call.args().ts("thread_ts", ErrorCode.THREAD_NOT_FOUND);
        ChannelView channel = backend.channel(call, destination.find(call));
        Rejection.unless(channel.isMember(), ErrorCode.NOT_IN_CHANNEL);
        Rejection.unless(!channel.archived(), ErrorCode.IS_ARCHIVED);
        Set<ChannelId> readers =
                backend.<Views.Memberships>ask(new FindMemberships(reader)).channels();
        Rejection.unless(readers.contains(channel.key().channel()), ErrorCode.USER_NOT_IN_CHANNEL);
        Ts ts = Ts.at(call.now());
        EncodedFrame frame = frame(call, channel.key(), ts, thread, content);
        devices.show(reader, frame);
        return Json.object().put("message_ts", ts.toString());
    }

    private EncodedFrame frame(ApiCall call, ChannelKey channel, Ts ts, @Nullable Ts thread, MessageContent content) {
        boolean disguised = content.username() != null || content.icons() != null;
        var view = new MessageView(
                channel,
                ts,
                disguised ? "bot_message" : null,
                call.user(),
                call.actor().bot(),
                call.actor().app(),
                content,
                thread,
                false,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null);
        ObjectNode json = messages.message(view, true);
        json.put("channel", channel.channel().value());
        json.put("event_ts", ts.toString());
        return EncodedFrame.of(Json.bytes(json.put("is_ephemeral", true)));
    }
}
