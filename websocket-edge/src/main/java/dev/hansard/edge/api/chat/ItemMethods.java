// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.chat;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageCommands.AddReaction;
import dev.hansard.api.MessageCommands.PinMessage;
import dev.hansard.api.MessageCommands.RemoveReaction;
import dev.hansard.api.MessageCommands.UnpinMessage;
import dev.hansard.api.MessageQueries.FindMessage;
import dev.hansard.api.MessageQueries.ListPins;
import dev.hansard.api.MessageView;
import dev.hansard.api.Rejection;
import dev.hansard.api.Ts;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiFamily;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.Backend;
import dev.hansard.edge.api.MethodSpec;
import dev.hansard.edge.api.Permalinks;
import dev.hansard.edge.limits.Tier;
import dev.hansard.edge.wire.Json;
import dev.hansard.edge.wire.MessageJson;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What hangs on messages: {@code reactions.*}, {@code pins.*} and {@code chat.getPermalink}. */
@Component
final class ItemMethods implements ApiFamily {

    private static final Pattern EMOJI = Pattern.compile("[\\p{Ll}\\p{Lo}0-9_'+-]{1,100}(::skin-tone-[2-6]){0,2}");

    private final Backend backend;
    private final MessageJson messages;

    ItemMethods(Backend backend, MessageJson messages) {
        this.backend = backend;
        this.messages = messages;
    }

    @Override
    public List<ApiMethod> methods() {
        return List.of(
                ApiMethod.of(MethodSpec.of("chat.getPermalink", Tier.SPECIAL), this::permalink),
                ApiMethod.of(MethodSpec.of("reactions.add", Tier.TIER3, "reactions:write"), this::react),
                ApiMethod.of(MethodSpec.of("reactions.remove", Tier.TIER2, "reactions:write"), this::unreact),
                ApiMethod.of(MethodSpec.of("reactions.get", Tier.TIER3, "reactions:read"), this::reactions),
                ApiMethod.of(MethodSpec.of("pins.add", Tier.TIER2, "pins:write"), this::pin),
                ApiMethod.of(MethodSpec.of("pins.remove", Tier.TIER2, "pins:write"), this::unpin),
                ApiMethod.of(MethodSpec.of("pins.list", Tier.TIER2, "pins:read"), this::pins));
    }

    private ObjectNode permalink(ApiCall call) {
        ChannelKey channel = call.channel();
        MessageView message = message(call, channel, call.args().requiredTs("message_ts", ErrorCode.MESSAGE_NOT_FOUND));
        return Json.object().put("channel", channel.channel().value()).put("permalink", Permalinks.of(call, message));
    }

    private ObjectNode react(ApiCall call) {
        String emoji = emoji(call);
        backend.carryOut(call, new AddReaction(item(call), itemTs(call), emoji, call.now(), call.actor()));
        return Json.object();
    }

    private ObjectNode unreact(ApiCall call) {
        String emoji = emoji(call);
        backend.carryOut(call, new RemoveReaction(item(call), itemTs(call), emoji, call.now(), call.actor()));
        return Json.object();
    }

    private ObjectNode reactions(ApiCall call) {
        ChannelKey channel = item(call);
        MessageView message = message(call, channel, itemTs(call));
        ObjectNode answer = Json.object();
        answer.put("type", "message");
        answer.put("channel", channel.channel().value());
        answer.set("message", withPermalink(call, message));
        return answer;
    }

    private ObjectNode pin(ApiCall call) {
        backend.carryOut(call, new PinMessage(item(call), itemTs(call), call.now(), call.actor()));
        return Json.object();
    }

    private ObjectNode unpin(ApiCall call) {
        backend.carryOut(call, new UnpinMessage(item(call), itemTs(call), call.now(), call.actor()));
        return Json.object();
    }

    private ObjectNode pins(ApiCall call) {
        ChannelKey channel = call.channel();
        List<MessageView> pinned = backend.ask(new ListPins(channel, call.actor()));
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        for (MessageView message : pinned) {
            ObjectNode item = items.addObject();
            item.put("type", "message");
            item.put("channel", channel.channel().value());
            if (message.pinned() != null) {
                item.put("created", message.pinned().at().seconds());
                item.put("created_by", message.pinned().by().value());
            }
            item.set("message", withPermalink(call, message));
        }
        return answer;
    }

    private ObjectNode withPermalink(ApiCall call, MessageView message) {
        return messages.message(message, false).put("permalink", Permalinks.of(call, message));
    }

    private MessageView message(ApiCall call, ChannelKey channel, Ts ts) {
        MessageView message = backend.<@Nullable MessageView>ask(new FindMessage(channel, ts, call.actor()));
        if (message == null) throw new Rejection(ErrorCode.MESSAGE_NOT_FOUND);
        return message;
    }

    private static ChannelKey item(ApiCall call) {
        boolean named = call.args().filled("channel") != null && call.args().filled("timestamp") != null;
        Rejection.unless(named, ErrorCode.NO_ITEM_SPECIFIED);
        return call.channel();
    }

    private static Ts itemTs(ApiCall call) {
        return call.args().requiredTs("timestamp", ErrorCode.BAD_TIMESTAMP);
    }

    private static String emoji(ApiCall call) {
        String name = call.args().required("name").strip();
        if (name.length() > 2 && name.startsWith(":") && name.endsWith(":"))
            name = name.substring(1, name.length() - 1);
        Rejection.unless(EMOJI.matcher(name).matches(), ErrorCode.INVALID_NAME);
        return name;
    }
}
