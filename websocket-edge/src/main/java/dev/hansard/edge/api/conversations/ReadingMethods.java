// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.conversations;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageQueries.FindHistory;
import dev.hansard.api.MessageQueries.FindMessage;
import dev.hansard.api.MessageQueries.FindReplies;
import dev.hansard.api.MessageView;
import dev.hansard.api.ReaderCommands.MarkRead;
import dev.hansard.api.Ts;
import dev.hansard.api.Views.MessagePage;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiFamily;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.Backend;
import dev.hansard.edge.api.KindScopes;
import dev.hansard.edge.api.MethodSpec;
import dev.hansard.edge.api.Pages;
import dev.hansard.edge.limits.Tier;
import dev.hansard.edge.wire.Json;
import dev.hansard.edge.wire.MessageJson;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code conversations.history}, {@code conversations.replies} and {@code conversations.mark}. */
@Component
final class ReadingMethods implements ApiFamily {

    private static final int HISTORY_PAGE = 100;
    private static final int MOST_HISTORY = 999;
    private static final int REPLIES_PAGE = 1_000;

    private final Backend backend;
    private final MessageJson messages;

    ReadingMethods(Backend backend, MessageJson messages) {
        this.backend = backend;
        this.messages = messages;
    }

    @Override
    public List<ApiMethod> methods() {
        return List.of(
                ApiMethod.of(
                        MethodSpec.of("conversations.history", Tier.TIER3, KindScopes.HISTORY.all()), this::history),
                ApiMethod.of(
                        MethodSpec.of("conversations.replies", Tier.TIER3, KindScopes.HISTORY.all()), this::replies),
                ApiMethod.of(MethodSpec.of("conversations.mark", Tier.TIER3, KindScopes.WRITE.all()), this::mark));
    }

    private ObjectNode history(ApiCall call) {
        ChannelKey channel = call.channel();
        Ts oldest = oldest(call);
        Ts latest = latest(call);
        boolean inclusive = call.args().flag("inclusive", false);
        int limit = call.args().limit(HISTORY_PAGE, MOST_HISTORY);
        KindScopes.HISTORY.check(call, channel, backend);
        MessagePage page = backend.ask(new FindHistory(
                channel, oldest, latest, inclusive, limit, call.args().cursor(), call.actor()));
        ObjectNode answer = Json.object();
        if (!oldest.equals(Ts.ZERO)) answer.put("oldest", oldest.toString());
        if (!latest.equals(Ts.MAX)) answer.put("latest", latest.toString());
        addMessages(call, answer, page);
        answer.put("pin_count", page.pins());
        answer.putNull("channel_actions_ts");
        answer.put("channel_actions_count", 0);
        return Pages.withNext(answer, page.next());
    }

    private ObjectNode replies(ApiCall call) {
        ChannelKey channel = call.channel();
        Ts ts = call.args().requiredTs("ts", ErrorCode.THREAD_NOT_FOUND);
        KindScopes.HISTORY.check(call, channel, backend);
        MessagePage page = backend.ask(new FindReplies(
                channel,
                ts,
                oldest(call),
                latest(call),
                call.args().flag("inclusive", false),
                call.args().limit(REPLIES_PAGE, REPLIES_PAGE),
                call.args().cursor(),
                call.actor()));
        ObjectNode answer = Json.object();
        addMessages(call, answer, page);
        return Pages.withNext(answer, page.next());
    }

    private ObjectNode mark(ApiCall call) {
        ChannelKey channel = call.channel();
        Ts ts = call.args().requiredTs("ts", ErrorCode.INVALID_TIMESTAMP);
        backend.carryOut(call, new MarkRead(channel, ts, call.actor()));
        return Json.object();
    }

    private void addMessages(ApiCall call, ObjectNode answer, MessagePage page) {
        boolean withMetadata = call.args().flag("include_all_metadata", false);
        ArrayNode array = answer.putArray("messages");
        var roots = new HashMap<Ts, @Nullable ObjectNode>();
        for (MessageView message : page.messages()) {
            ObjectNode json = messages.message(message, withMetadata);
            Ts thread = message.isReply() && message.broadcast() ? message.thread() : null;
            if (thread != null) {
                ObjectNode root = roots.computeIfAbsent(thread, ts -> root(call, message.channel(), ts));
                if (root != null) json.set("root", root);
            }
            array.add(json);
        }
        answer.put("has_more", page.hasMore());
    }

    /** What a broadcast answers to; null if that is gone. */
    private @Nullable ObjectNode root(ApiCall call, ChannelKey channel, Ts ts) {
        MessageView root = backend.<@Nullable MessageView>ask(new FindMessage(channel, ts, call.actor()));
        return root == null ? null : messages.message(root, false);
    }

    private static Ts oldest(ApiCall call) {
        Ts oldest = call.args().ts("oldest", ErrorCode.INVALID_TS_OLDEST);
        return oldest == null ? Ts.ZERO : oldest;
    }

    private static Ts latest(ApiCall call) {
        Ts latest = call.args().ts("latest", ErrorCode.INVALID_TS_LATEST);
        return latest == null ? Ts.MAX : latest;
    }
}
