// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.Command;
import dev.hansard.api.DirectoryQueries.FindChannel;
import dev.hansard.api.DirectoryQueries.FindPerson;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Query;
import dev.hansard.api.Rejection;
import dev.hansard.api.Views.ChannelView;
import dev.hansard.api.Views.PersonView;
import dev.hansard.axon.bus.Commands;
import dev.hansard.axon.bus.Queries;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The command and query side as the methods use them. */
@Component
public final class Backend {

    private final Commands commands;
    private final Queries queries;

    public Backend(Commands commands, Queries queries) {
        this.commands = commands;
        this.queries = queries;
    }

    /** Asks; null is an answer that some queries give. */
    public <R extends @Nullable Object> R ask(Query query) {
        return queries.<R>ask(query);
    }

    /** Sends and waits until the outcome is durable. */
    public <R extends @Nullable Object> R send(ApiCall call, Command command) {
        return commands.<R>sendAndWait(command, call.origin());
    }

    /** Sends a command that answers nothing of interest. */
    public void carryOut(ApiCall call, Command command) {
        commands.<@Nullable Object>sendAndWait(command, call.origin());
    }

    /** The conversation as the caller sees it; refuses with {@code channel_not_found}. */
    public ChannelView channel(ApiCall call, ChannelKey key) {
        return queries.<ChannelView>ask(new FindChannel(key, call.actor()));
    }

    /** Refuses with {@code user_not_found}. */
    public PersonView person(PersonKey key) {
        PersonView person = queries.<@Nullable PersonView>ask(new FindPerson(key));
        if (person == null) throw new Rejection(ErrorCode.USER_NOT_FOUND);
        return person;
    }
}
