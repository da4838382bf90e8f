// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.chat;

import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Ids;
import dev.hansard.api.MessageCommands.CancelScheduledMessage;
import dev.hansard.api.MessageCommands.ScheduleMessage;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageQueries.ListScheduled;
import dev.hansard.api.Rejection;
import dev.hansard.api.Tokens;
import dev.hansard.api.Ts;
import dev.hansard.api.Views.Page;
import dev.hansard.api.Views.ScheduledView;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiFamily;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.Backend;
import dev.hansard.edge.api.MethodSpec;
import dev.hansard.edge.api.Pages;
import dev.hansard.edge.limits.Tier;
import dev.hansard.edge.wire.Json;
import dev.hansard.edge.wire.MessageJson;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code chat.scheduleMessage}, {@code chat.deleteScheduledMessage} and {@code chat.scheduledMessages.list}. */
@Component
final class ScheduleMethods implements ApiFamily {

    private static final int PAGE = 100;
    private static final int MOST_PAGE = 1_000;

    private final Backend backend;
    private final Composer composer;
    private final Destination destination;

    ScheduleMethods(Backend backend, Composer composer, Destination destination) {
        this.backend = backend;
        this.composer = composer;
        this.destination = destination;
    }

    @Override
    public List<ApiMethod> methods() {
        return List.of(
                ApiMethod.of(spec("chat.scheduleMessage"), this::schedule),
                ApiMethod.of(spec("chat.deleteScheduledMessage"), this::cancel),
                ApiMethod.of(spec("chat.scheduledMessages.list"), this::list));
    }

    private static MethodSpec spec(String name) {
        return MethodSpec.of(name, Tier.TIER3, "chat:write", "chat:write:user");
    }

    private ObjectNode schedule(ApiCall call) {
        Ts postAt = call.args().requiredTs("post_at", ErrorCode.INVALID_TIME);
        Ts thread = call.args().ts("thread_ts", ErrorCode.THREAD_NOT_FOUND);
        boolean broadcast = thread != null && call.args().flag("reply_broadcast", false);
        MessageContent content = composer.compose(call);
        ChannelKey channel = destination.find(call);
        String once = call.onceId();
        String id = once == null ? Ids.random('Q') : scheduledId(once, call, channel);
        backend.carryOut(
                call,
                new ScheduleMessage(
                        channel, id, postAt.seconds(), thread, broadcast, content, call.now(), call.actor()));
        ObjectNode answer = Json.object();
        answer.put("channel", channel.channel().value());
        answer.put("scheduled_message_id", id);
        answer.put("post_at", postAt.seconds());
        ObjectNode message = answer.putObject("message");
        message.put("type", "delayed_message");
        message.put("user", call.user().value());
        if (call.actor().bot() != null) message.put("bot_id", call.actor().bot());
        message.put("team", call.workspace().value());
        MessageJson.content(message, content, true);
        return answer;
    }

    /** The same for the same key, so that scheduling twice schedules once. */
    private static String scheduledId(String once, ApiCall call, ChannelKey channel) {
        String hash = Tokens.hash(once + '/' + call.user().value() + '/' + channel);
        return 'Q' + hash.substring(0, 16).toUpperCase(Locale.ROOT);
    }

    private ObjectNode cancel(ApiCall call) {
        ChannelKey channel = call.channel();
        String id = call.args().required("scheduled_message_id");
        backend.carryOut(call, new CancelScheduledMessage(channel, id, call.now(), call.actor()));
        return Json.object();
    }

    private ObjectNode list(ApiCall call) {
        Ts oldest = call.args().ts("oldest", ErrorCode.INVALID_TS_OLDEST);
        Ts latest = call.args().ts("latest", ErrorCode.INVALID_TS_LATEST);
        Page<ScheduledView> page = backend.ask(new ListScheduled(
                call.workspace(),
                only(call),
                oldest == null ? 0 : oldest.seconds(),
                latest == null ? Long.MAX_VALUE : latest.seconds(),
                call.args().cursor(),
                call.args().limit(PAGE, MOST_PAGE),
                call.actor()));
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("scheduled_messages");
        for (ScheduledView view : page.items()) {
            items.addObject()
                    .put("id", view.id())
                    .put("channel_id", view.channel().channel().value())
                    .put("post_at", view.postAt())
                    .put("date_created", view.created())
                    .put("text", view.content().text());
        }
        return Pages.withNext(answer, page.next());
    }

    private static @Nullable ChannelId only(ApiCall call) {
        String channel = call.args().filled("channel");
        if (channel == null) return null;
        try {
            return new ChannelId(channel.strip());
        } catch (IllegalArgumentException e) {
            throw new Rejection(ErrorCode.INVALID_CHANNEL);
        }
    }
}
