// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.conversations;

import dev.hansard.api.ChannelCommands.ArchiveChannel;
import dev.hansard.api.ChannelCommands.CreateChannel;
import dev.hansard.api.ChannelCommands.RenameChannel;
import dev.hansard.api.ChannelCommands.SetPurpose;
import dev.hansard.api.ChannelCommands.SetTopic;
import dev.hansard.api.ChannelCommands.UnarchiveChannel;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Ids;
import dev.hansard.api.Rejection;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiFamily;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.Backend;
import dev.hansard.edge.api.KindScopes;
import dev.hansard.edge.api.MethodSpec;
import dev.hansard.edge.limits.Tier;
import dev.hansard.edge.wire.ConversationJson;
import dev.hansard.edge.wire.Json;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** How a channel begins, what it is called and about, and how it ends. */
@Component
final class LifecycleMethods implements ApiFamily {

    private final Backend backend;
    private final ConversationJson conversations;

    LifecycleMethods(Backend backend, ConversationJson conversations) {
        this.backend = backend;
        this.conversations = conversations;
    }

    @Override
    public List<ApiMethod> methods() {
        String[] write = {"channels:manage", "channels:write", "groups:write"};
        return List.of(
                ApiMethod.of(MethodSpec.of("conversations.create", Tier.TIER2, write), this::create),
                ApiMethod.of(MethodSpec.of("conversations.rename", Tier.TIER2, write), this::rename),
                ApiMethod.of(MethodSpec.of("conversations.setTopic", Tier.TIER2, prose("topic")), this::setTopic),
                ApiMethod.of(MethodSpec.of("conversations.setPurpose", Tier.TIER2, prose("topic")), this::setPurpose),
                ApiMethod.of(MethodSpec.of("conversations.archive", Tier.TIER2, write), this::archive),
                ApiMethod.of(MethodSpec.of("conversations.unarchive", Tier.TIER2, write), this::unarchive));
    }

    private static String[] prose(String what) {
        return KindScopes.WRITE.all("channels:write." + what, "groups:write." + what, "mpim:write." + what);
    }

    private ObjectNode create(ApiCall call) {
        String name = call.args().filled("name");
        if (name == null) throw new Rejection(ErrorCode.INVALID_NAME_REQUIRED);
        boolean isPrivate = call.args().flag("is_private", false);
        KindScopes.WRITE.check(call, isPrivate ? ChannelKind.PRIVATE : ChannelKind.PUBLIC);
        var channel = new ChannelKey(call.workspace(), Ids.newChannel());
        backend.carryOut(call, new CreateChannel(channel, isPrivate, name, List.of(), false, call.now(), call.actor()));
        return withChannel(call, channel);
    }

    private ObjectNode rename(ApiCall call) {
        ChannelKey channel = call.channel();
        String name = call.args().filled("name");
        if (name == null) throw new Rejection(ErrorCode.INVALID_NAME_REQUIRED);
        KindScopes.WRITE.check(call, channel, backend);
        backend.carryOut(call, new RenameChannel(channel, name, call.now(), call.actor()));
        return withChannel(call, channel);
    }

    private ObjectNode setTopic(ApiCall call) {
        ChannelKey channel = call.channel();
        backend.carryOut(call, new SetTopic(channel, call.args().sent("topic"), call.now(), call.actor()));
        return withChannel(call, channel);
    }

    private ObjectNode setPurpose(ApiCall call) {
        ChannelKey channel = call.channel();
        String purpose = call.args().sent("purpose");
        backend.carryOut(call, new SetPurpose(channel, purpose, call.now(), call.actor()));
        return withChannel(call, channel).put("purpose", purpose);
    }

    private ObjectNode archive(ApiCall call) {
        ChannelKey channel = call.channel();
        KindScopes.WRITE.check(call, channel, backend);
        backend.carryOut(call, new ArchiveChannel(channel, call.now(), call.actor()));
        return Json.object();
    }

    private ObjectNode unarchive(ApiCall call) {
        ChannelKey channel = call.channel();
        KindScopes.WRITE.check(call, channel, backend);
        backend.carryOut(call, new UnarchiveChannel(channel, call.now(), call.actor()));
        return Json.object();
    }

    private ObjectNode withChannel(ApiCall call, ChannelKey channel) {
        ObjectNode answer = Json.object();
        answer.set("channel", conversations.conversation(backend.channel(call, channel), call.user()));
        return answer;
    }
}
