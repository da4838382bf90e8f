// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.discovery;

import dev.hansard.api.ChannelKind;
import dev.hansard.api.DiscoveryQueries.CollectConversation;
import dev.hansard.api.DiscoveryQueries.CollectConversations;
import dev.hansard.api.DiscoveryQueries.CollectEdits;
import dev.hansard.api.DiscoveryQueries.CollectMessage;
import dev.hansard.api.DiscoveryQueries.CollectMessages;
import dev.hansard.api.DiscoveryQueries.Conversation;
import dev.hansard.api.DiscoveryQueries.Found;
import dev.hansard.api.DiscoveryQueries.Message;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiFamily;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.Backend;
import dev.hansard.edge.wire.CaseJson;
import dev.hansard.edge.wire.Json;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Conversations and what was said in them, for collectors of archives. Pages go on with {@code offset}. */
@Component
final class CollectionMethods implements ApiFamily {
    private static final int USUAL = 100;
    private static final int MOST = 1_000;
    private static final Duration RECENT = Duration.ofHours(24);

    private final Backend backend;

    CollectionMethods(Backend backend) {
        this.backend = backend;
    }

    @Override
    public List<ApiMethod> methods() {
        return List.of(
                ApiMethod.of(DiscoveryMethods.spec("user.conversations"), this::ofUser),
                ApiMethod.of(DiscoveryMethods.spec("conversations.list"), this::list),
                ApiMethod.of(DiscoveryMethods.spec("conversations.recent"), this::recent),
                ApiMethod.of(DiscoveryMethods.spec("conversations.info"), this::info),
                ApiMethod.of(DiscoveryMethods.spec("conversations.members"), this::members),
                ApiMethod.of(DiscoveryMethods.spec("conversations.renames"), this::renames),
                ApiMethod.of(DiscoveryMethods.spec("conversations.history"), this::history),
                ApiMethod.of(DiscoveryMethods.spec("conversations.edits"), this::edits),
                ApiMethod.of(DiscoveryMethods.spec("chat.info"), this::message));
    }

    private ObjectNode ofUser(ApiCall call) {
        UserId user = call.args().requiredUser("user");
        return conversations(call, user, call.args().flag("include_historical", false), null);
    }

    private ObjectNode list(ApiCall call) {
        return conversations(call, null, false, null);
    }

    /** Where something happened in the day before {@code latest}, which is now if it is not given. */
    private ObjectNode recent(ApiCall call) {
        Ts latest = call.args().ts("latest", ErrorCode.INVALID_TS_LATEST);
        Ts until = latest == null ? Ts.at(call.now()) : latest;
        long day = RECENT.toSeconds() * 1_000_000;
        return conversations(call, null, false, new Ts(Math.max(1, until.micros() - day)));
    }

    private ObjectNode conversations(ApiCall call, @Nullable UserId member, boolean once, @Nullable Ts since) {
        String team = call.args().filled("team");
        Rejection.unless(team == null || team.equals(call.workspace().value()), ErrorCode.TEAM_NOT_FOUND);
        Found found = backend.ask(new CollectConversations(
                DiscoveryMethods.collector(call),
                kinds(call),
                call.args().filled("offset"),
                member,
                once,
                since,
                call.args().limit(USUAL, MOST)));
        return page("channels", found);
    }

    private ObjectNode info(ApiCall call) {
        ObjectNode answer = Json.object();
        answer.set("info", CaseJson.parsed(List.of(conversation(call).json())));
        return answer;
    }

    private ObjectNode members(ApiCall call) {
        boolean left = call.args().flag("include_member_left", true);
        ArrayNode all = CaseJson.parsed(conversation(call).members());
        ObjectNode answer = Json.object();
        ArrayNode members = answer.putArray("members");
        for (JsonNode each : all) if (left || each.path("is_member").asBoolean()) members.add(each);
        return answer;
    }

    private ObjectNode renames(ApiCall call) {
        ObjectNode answer = Json.object();
        answer.set("renames", CaseJson.parsed(conversation(call).renames()));
        return answer;
    }

    private ObjectNode history(ApiCall call) {
        return page(
                "messages",
                backend.ask(new CollectMessages(
                        DiscoveryMethods.collector(call),
                        call.args().channel("channel"),
                        oldest(call),
                        latest(call),
                        call.args().ts("offset", ErrorCode.INVALID_CURSOR),
                        call.args().limit(USUAL, MOST))));
    }

    private ObjectNode edits(ApiCall call) {
        return page(
                "edits",
                backend.ask(new CollectEdits(
                        DiscoveryMethods.collector(call),
                        call.args().channel("channel"),
                        oldest(call),
                        latest(call),
                        call.args().filled("offset"),
                        call.args().limit(USUAL, MOST))));
    }

    private ObjectNode message(ApiCall call) {
        Message message = backend.ask(new CollectMessage(
                DiscoveryMethods.collector(call),
                call.args().channel("channel"),
                call.args().requiredTs("ts", ErrorCode.INVALID_TIMESTAMP)));
        ObjectNode answer = Json.object();
        answer.set("message", Json.parse(message.json()));
        answer.set("edits", CaseJson.parsed(message.edits()));
        return answer;
    }

    private Conversation conversation(ApiCall call) {
        return backend.ask(new CollectConversation(
                DiscoveryMethods.collector(call), call.args().channel("channel")));
    }

    private static ObjectNode page(String name, Found found) {
        ObjectNode answer = Json.object();
        answer.set(name, CaseJson.parsed(found.items()));
        if (found.next() != null) answer.put("offset", found.next());
        return answer;
    }

    private static Ts oldest(ApiCall call) {
        Ts oldest = call.args().ts("oldest", ErrorCode.INVALID_TS_OLDEST);
        return oldest == null ? Ts.ZERO : oldest;
    }

    private static Ts latest(ApiCall call) {
        Ts latest = call.args().ts("latest", ErrorCode.INVALID_TS_LATEST);
        return latest == null ? Ts.MAX : latest;
    }

    /** None for all. */
    private static Set<ChannelKind> kinds(ApiCall call) {
        var kinds = EnumSet.noneOf(ChannelKind.class);
        Stream.of(ChannelKind.values())
                .filter(kind -> call.args().flag(flag(kind), false))
                .forEach(kinds::add);
        return kinds;
    }

    private static String flag(ChannelKind kind) {
        return switch (kind) {
            case PUBLIC -> "only_public";
            case PRIVATE -> "only_private";
            case IM -> "only_im";
            case MPIM -> "only_mpim";
        };
    }
}
