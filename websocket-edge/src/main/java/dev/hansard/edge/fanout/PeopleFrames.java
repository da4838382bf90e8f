// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import dev.hansard.api.DirectoryQueries.FindPerson;
import dev.hansard.api.PersonEvents;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Ts;
import dev.hansard.api.Views.PersonView;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.axon.bus.Queries;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.edge.wire.Json;
import dev.hansard.edge.wire.UserJson;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Frames about people, for everyone who may know them. They show the person as it is when the frame is made. */
@Component
final class PeopleFrames {
    private final Queries queries;
    private final UserJson users;

    PeopleFrames(Queries queries, UserJson users) {
        this.queries = queries;
        this.users = users;
    }

    List<Draft> of(PersonEvents event, CommittedEvent committed) {
        return switch (event) {
            case PersonEvents.ProfileChanged e -> about(e.person(), committed, "user_change", "user_profile_changed");
            case PersonEvents.ProfilesErased e -> about(e.person(), committed, "user_change");
            case PersonEvents.SnoozeStarted e -> List.of(snooze(e.person(), e.until(), committed));
            case PersonEvents.SnoozeEnded e -> List.of(snooze(e.person(), 0, committed));
        };
    }

    List<Draft> of(WorkspaceEvents event, CommittedEvent committed) {
        return switch (event) {
            case WorkspaceEvents.PersonJoined e -> about(new PersonKey(e.id(), e.user()), committed, "team_join");
            case WorkspaceEvents.RoleChanged e -> about(new PersonKey(e.id(), e.user()), committed, "user_change");
            case WorkspaceEvents.PersonDeactivated e ->
                about(new PersonKey(e.id(), e.user()), committed, "user_change");
            case WorkspaceEvents.PersonReactivated e ->
                about(new PersonKey(e.id(), e.user()), committed, "user_change");
            case WorkspaceEvents.WorkspaceFounded e -> List.of();
            case WorkspaceEvents.EmailClaimed e -> List.of();
            case WorkspaceEvents.HandleChanged e -> about(new PersonKey(e.id(), e.user()), committed, "user_change");
            case WorkspaceEvents.IdentityLinked e -> List.of();
            case WorkspaceEvents.UsergroupNameTaken e -> List.of();
            case WorkspaceEvents.ChannelNameTaken e -> List.of();
            case WorkspaceEvents.JoinedProfileErased e ->
                about(new PersonKey(e.id(), e.user()), committed, "user_change");
            case WorkspaceEvents.PersonErasureStarted e -> List.of();
            case WorkspaceEvents.PersonErasureFinished e -> List.of();
        };
    }

    private List<Draft> about(PersonKey key, CommittedEvent committed, String... types) {
        PersonView person = queries.<@Nullable PersonView>ask(new FindPerson(key));
        if (person == null) return List.of();
        return Arrays.stream(types)
                .map(type -> {
                    ObjectNode json = Json.object().put("type", type);
                    json.set("user", users.user(person, false));
                    return everyone(key, json.put("cache_ts", committed.at().getEpochSecond()), committed);
                })
                .toList();
    }

    private static Draft snooze(PersonKey person, long until, CommittedEvent committed) {
        ObjectNode json = Json.object()
                .put("type", "dnd_updated_user")
                .put("user", person.user().value());
        boolean snoozing = until > committed.at().getEpochSecond();
        json.putObject("dnd_status")
                .put("dnd_enabled", snoozing)
                .put("next_dnd_start_ts", snoozing ? committed.at().getEpochSecond() : 1)
                .put("next_dnd_end_ts", snoozing ? until : 1)
                .put("snooze_enabled", snoozing)
                .put("snooze_endtime", snoozing ? until : 0);
        return everyone(person, json, committed);
    }

    private static Draft everyone(PersonKey person, ObjectNode json, CommittedEvent committed) {
        json.put("event_ts", Ts.at(committed.at()).toString());
        return new Draft(new Audience.Everyone(person.workspace()), json);
    }
}
