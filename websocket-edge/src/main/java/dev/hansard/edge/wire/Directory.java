// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.wire;

import dev.hansard.api.Bot;
import dev.hansard.api.DirectoryQueries.FindBot;
import dev.hansard.api.DirectoryQueries.FindPerson;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.PersonEvents;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Views.PersonView;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.bus.Queries;
import dev.hansard.axon.store.CommitFeed;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.edge.auth.WorkspaceCache;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The names that messages and conversations show, remembered until somebody in the workspace changes. */
@Component
final class Directory implements BotNames, PersonNames {

    private static final Duration TTL = Duration.ofMinutes(5);
    private static final int MOST_PEOPLE = 20_000;
    private static final int MOST_BOTS = 2_000;

    private record BotKey(WorkspaceId workspace, String bot) {}

    private final Queries queries;
    private final WorkspaceCache<PersonKey, PersonView> people = new WorkspaceCache<>(TTL, MOST_PEOPLE);
    private final WorkspaceCache<BotKey, BotName> bots = new WorkspaceCache<>(TTL, MOST_BOTS);
    private final CommitFeed.Subscription subscription;

    Directory(Queries queries, CommitFeed feed) {
        this.queries = queries;
        this.subscription = feed.subscribe(this::committed);
    }

    @Override
    public @Nullable PersonView find(PersonKey person) {
        return people.get(person.workspace(), person, () -> queries.<@Nullable PersonView>ask(new FindPerson(person)));
    }

    @Override
    public @Nullable BotName find(WorkspaceId workspace, String bot) {
        return bots.get(workspace, new BotKey(workspace, bot), () -> {
            PersonView person = queries.<@Nullable PersonView>ask(new FindBot(workspace, bot));
            Bot known = person == null ? null : person.bot();
            if (person == null || known == null) return null;
            return new BotName(known.id(), known.app(), known.name(), person.deactivated(), person.updated());
        });
    }

    private void committed(int shard, List<CommittedEvent> events) {
        for (CommittedEvent committed : events) {
            DomainEvent event = committed.event();
            if (event instanceof PersonEvents || event instanceof WorkspaceEvents) {
                people.changed(event.workspace());
                bots.changed(event.workspace());
            }
        }
    }

    @PreDestroy
    void close() {
        subscription.close();
    }
}
