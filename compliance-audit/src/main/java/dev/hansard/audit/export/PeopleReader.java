// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export;

import dev.hansard.api.AuditEvents;
import dev.hansard.api.Bot;
import dev.hansard.api.CaseEvents;
import dev.hansard.api.ChannelEvents;
import dev.hansard.api.CredentialEvents;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.PersonEvents;
import dev.hansard.api.PersonKey;
import dev.hansard.api.PlacementEvents;
import dev.hansard.api.PreservationEvents;
import dev.hansard.api.Profile;
import dev.hansard.api.Role;
import dev.hansard.api.UserId;
import dev.hansard.api.UsergroupEvents;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts together who was in the workspace. */
final class PeopleReader {
    private static final int PAGE = 1_000;
    private static final int STREAMS = 200;

    private static final class Draft {
        final UserId id;
        final @Nullable Bot bot;
        String handle;
        Role role;
        boolean deactivated;

        @Nullable
        Profile profile;

        Draft(WorkspaceEvents.PersonJoined e) {
            this.id = e.user();
            this.handle = e.handle();
            this.bot = e.bot();
            this.role = e.role();
            this.profile = e.content();
        }

        Person person() {
            Profile shown = profile == null ? Profile.ERASED : profile;
            return new Person(id, handle, role, deactivated, bot, shown, profile == null);
        }
    }

    private final EventLog log;
    private final int shard;
    private final WorkspaceId workspace;
    private final long upTo;
    private final Map<UserId, Draft> drafts = new HashMap<>();
    private String name = "";

    PeopleReader(EventLog log, int shard, WorkspaceId workspace, long upTo) {
        this.log = log;
        this.shard = shard;
        this.workspace = workspace;
        this.upTo = upTo;
    }

    People read() {
        read(List.of(workspace.value()));
        List<String> streams = drafts.keySet().stream()
                .sorted()
                .map(user -> new PersonKey(workspace, user).toString())
                .toList();
        for (int i = 0; i < streams.size(); i += STREAMS) {
            read(streams.subList(i, Math.min(streams.size(), i + STREAMS)));
        }
        var people = new HashMap<UserId, Person>();
        new ArrayList<>(drafts.values()).forEach(draft -> people.put(draft.id, draft.person()));
        return new People(name, people);
    }

    private void read(List<String> streams) {
        long position = 0;
        while (position < upTo) {
            List<CommittedEvent> page = log.after(shard, position, streams, PAGE);
            for (CommittedEvent event : page) {
                position = event.position();
                if (position > upTo) return;
                on(event.event());
            }
            if (page.size() < PAGE) return;
        }
    }

    private void on(DomainEvent event) {
        switch (event) {
            case WorkspaceEvents.WorkspaceFounded e -> name = e.name();
            case WorkspaceEvents.PersonJoined e -> drafts.put(e.user(), new Draft(e));
            case WorkspaceEvents.RoleChanged e -> {
                if (drafts.get(e.user()) instanceof Draft draft) draft.role = e.role();
            }
            case WorkspaceEvents.HandleChanged e -> {
                if (drafts.get(e.user()) instanceof Draft draft) draft.handle = e.handle();
            }
            case WorkspaceEvents.PersonDeactivated e -> {
                if (drafts.get(e.user()) instanceof Draft draft) draft.deactivated = true;
            }
            case WorkspaceEvents.PersonReactivated e -> {
                if (drafts.get(e.user()) instanceof Draft draft) draft.deactivated = false;
            }
            case PersonEvents.ProfileChanged e -> {
                if (drafts.get(e.person().user()) instanceof Draft draft) draft.profile = e.content();
            }
            case WorkspaceEvents e -> {}
            case PersonEvents e -> {}
            case CredentialEvents e -> {}
            case ChannelEvents e -> {}
            case MessageEvents e -> {}
            case AuditEvents e -> {}
            case PreservationEvents e -> {}
            case CaseEvents e -> {}
            case UsergroupEvents e -> {}
            case PlacementEvents e -> {}
        }
    }
}
