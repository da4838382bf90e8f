// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.chat;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageCommands.PostMessage;
import dev.hansard.api.MessageCommands.Posted;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents.Kind;
import dev.hansard.api.Ts;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiError;
import dev.hansard.edge.api.ApiFamily;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.Backend;
import dev.hansard.edge.api.MethodSpec;
import dev.hansard.edge.limits.Tier;
import dev.hansard.edge.wire.Json;
import dev.hansard.edge.wire.MessageJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code chat.postMessage} and {@code chat.meMessage}. */
@Component
final class PostMethods implements ApiFamily {

    private final Backend backend;
    private final Composer composer;
    private final Destination destination;
    private final MessageJson messages;

    PostMethods(Backend backend, Composer composer, Destination destination, MessageJson messages) {
        this.backend = backend;
        this.composer = composer;
        this.destination = destination;
        this.messages = messages;
    }

    @Override
    public List<ApiMethod> methods() {
        return List.of(
                ApiMethod.of(
                        MethodSpec.of("chat.postMessage", Tier.POSTING, "chat:write", "chat:write:user"), this::post),
                ApiMethod.of(MethodSpec.of("chat.meMessage", Tier.TIER3, "chat:write", "chat:write:user"), this::me));
    }

    private ObjectNode post(ApiCall call) {
        MessageContent content = composer.compose(call);
        Kind kind = Composer.disguised(content) ? Kind.BOT : Kind.PLAIN;
        Posted posted = post(call, kind, content);
        ObjectNode answer = answer(posted);
        answer.set("message", messages.message(posted.message(), true));
        if (posted.duplicate() && call.args().has("client_msg_id")) answer.put("is_duplicate", true);
        return answer;
    }

    private ObjectNode me(ApiCall call) {
        call.args().required("text");
        return answer(post(call, Kind.ME, composer.compose(call)));
    }

    private Posted post(ApiCall call, Kind kind, MessageContent content) {
        Ts thread = call.args().ts("thread_ts", ErrorCode.THREAD_NOT_FOUND);
        boolean broadcast = thread != null && call.args().flag("reply_broadcast", false);
        String id = clientMsgId(call);
        return backend.send(
                call,
                new PostMessage(
                        destination.find(call), kind, thread, broadcast, id, content, call.now(), call.actor()));
    }

    private static @Nullable String clientMsgId(ApiCall call) {
        String id = call.args().filled("client_msg_id");
        if (id != null && !id.matches("[\\w.:-]{1,64}")) {
            throw ApiError.invalid("must be a UUID or at most 64 letters, digits, and any of _.:- : client_msg_id");
        }
        // Also a call that was cut off before its answer was kept must not post twice.
        return id == null ? call.onceId() : id;
    }

    private static ObjectNode answer(Posted posted) {
        return Json.object()
                .put("channel", posted.message().channel().channel().value())
                .put("ts", posted.message().ts().toString());
    }
}
