// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.conversations;

import dev.hansard.api.ChannelCommands.InviteToChannel;
import dev.hansard.api.ChannelCommands.Subject;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.DirectoryQueries.FindMemberships;
import dev.hansard.api.DirectoryQueries.FindPerson;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Rejection;
import dev.hansard.api.Role;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.Invited;
import dev.hansard.api.Views.Memberships;
import dev.hansard.api.Views.PersonView;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiError;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.Backend;
import dev.hansard.edge.api.KindScopes;
import dev.hansard.edge.api.MethodSpec;
import dev.hansard.edge.limits.Tier;
import dev.hansard.edge.wire.ConversationJson;
import dev.hansard.edge.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code conversations.invite}: who can be invited is; who cannot is named with the reason. */
@Component
final class InviteMethod implements ApiMethod {

    static final int MOST_USERS = 100;

    private final Backend backend;
    private final ConversationJson conversations;

    InviteMethod(Backend backend, ConversationJson conversations) {
        this.backend = backend;
        this.conversations = conversations;
    }

    @Override
    public MethodSpec spec() {
        return MethodSpec.of(
                "conversations.invite",
                Tier.TIER3,
                KindScopes.WRITE.all("channels:write.invites", "groups:write.invites", "mpim:write.invites"));
    }

    @Override
    public ObjectNode handle(ApiCall call) {
        ChannelKey channel = call.channel();
        List<UserId> users = call.args().users("users");
        if (users.isEmpty()) throw new Rejection(ErrorCode.NO_USER);
        if (users.size() > MOST_USERS) throw ApiError.invalid("no more than " + MOST_USERS + " users");
        boolean force = call.args().flag("force", false);

        Map<UserId, ErrorCode> refused = new LinkedHashMap<>();
        var people = new ArrayList<Subject>();
        var guestsElsewhere = new ArrayList<UserId>();
        for (UserId user : users) consider(call, channel, user, people, guestsElsewhere, refused);
        boolean worthTrying = !people.isEmpty() && (force || refused.isEmpty());
        if (worthTrying) {
            Invited outcome =
                    backend.send(call, new InviteToChannel(channel, people, guestsElsewhere, call.now(), call.actor()));
            refused.putAll(outcome.refused());
        }
        if (!refused.isEmpty() && (!force || refused.size() == users.size())) throw failure(refused);
        ObjectNode answer = Json.object();
        answer.set("channel", conversations.conversation(backend.channel(call, channel), call.user()));
        if (!refused.isEmpty()) answer.set("errors", errors(refused));
        return answer;
    }

    private void consider(
            ApiCall call,
            ChannelKey channel,
            UserId user,
            List<Subject> people,
            List<UserId> guestsElsewhere,
            Map<UserId, ErrorCode> refused) {
        var key = new PersonKey(call.workspace(), user);
        PersonView person = backend.<@Nullable PersonView>ask(new FindPerson(key));
        if (person == null) {
            refused.put(user, ErrorCode.USER_NOT_FOUND);
        } else if (person.deactivated()) {
            refused.put(user, ErrorCode.CANT_INVITE);
        } else if (user.equals(call.user())) {
            refused.put(user, ErrorCode.CANT_INVITE_SELF);
        } else {
            people.add(new Subject(user, person.role()));
            if (person.role() == Role.SINGLE_CHANNEL_GUEST && hasChannelBesides(key, channel)) {
                guestsElsewhere.add(user);
            }
        }
    }

    private boolean hasChannelBesides(PersonKey person, ChannelKey channel) {
        Memberships memberships = backend.ask(new FindMemberships(person));
        return memberships.channels().stream()
                .anyMatch(other -> other.value().startsWith("C") && !other.equals(channel.channel()));
    }

    private static ApiError failure(Map<UserId, ErrorCode> refused) {
        ErrorCode first = refused.values().iterator().next();
        ObjectNode fields = Json.object();
        fields.set("errors", errors(refused));
        return ApiError.of(first, fields);
    }

    private static ArrayNode errors(Map<UserId, ErrorCode> refused) {
        ArrayNode errors = Json.array();
        refused.forEach((user, code) ->
                errors.addObject().put("user", user.value()).put("ok", false).put("error", code.wire()));
        return errors;
    }
}
