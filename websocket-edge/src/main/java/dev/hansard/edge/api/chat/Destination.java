// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.chat;

import dev.hansard.api.ChannelCommands.OpenDirect;
import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.DirectoryQueries.FindChannelByName;
import dev.hansard.api.DirectoryQueries.FindPerson;
import dev.hansard.api.DirectoryQueries.FindPersonBy;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Ids;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Rejection;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.ChannelView;
import dev.hansard.api.Views.PersonView;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.Backend;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where a message goes: a conversation's id, {@code #name}, or a person, whose direct conversation is then opened. */
@Component
public final class Destination {

    private final Backend backend;

    Destination(Backend backend) {
        this.backend = backend;
    }

    /** The conversation named by the argument {@code channel}; refuses with {@code channel_not_found}. */
    public ChannelKey find(ApiCall call) {
        String text = call.args().required("channel").strip();
        try {
            return new ChannelKey(call.workspace(), new ChannelId(text));
        } catch (IllegalArgumentException notAnId) {
            PersonView person = person(call, text);
            return person != null ? direct(call, person) : named(call, text);
        }
    }

    private @Nullable PersonView person(ApiCall call, String text) {
        if (text.startsWith("@")) {
            return backend.<@Nullable PersonView>ask(new FindPersonBy(call.workspace(), text.substring(1), null));
        }
        try {
            var key = new PersonKey(call.workspace(), new UserId(text));
            return backend.<@Nullable PersonView>ask(new FindPerson(key));
        } catch (IllegalArgumentException notAnId) {
            return null;
        }
    }

    private ChannelKey direct(ApiCall call, PersonView person) {
        List<UserId> people =
                List.of(call.user(), person.key().user()).stream().distinct().toList();
        var channel = new ChannelKey(call.workspace(), Ids.directConversation(call.workspace(), people));
        backend.carryOut(call, new OpenDirect(channel, people, call.now(), call.actor()));
        return channel;
    }

    private ChannelKey named(ApiCall call, String text) {
        String name = text.startsWith("#") ? text.substring(1) : text;
        Rejection.unless(!name.isEmpty() && name.length() <= 80, ErrorCode.CHANNEL_NOT_FOUND);
        ChannelView channel = backend.ask(new FindChannelByName(call.workspace(), name, call.actor()));
        return channel.key();
    }
}
