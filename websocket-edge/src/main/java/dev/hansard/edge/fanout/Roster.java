// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import com.github.benmanes.caffeine.cache.Interner;
import dev.hansard.api.AuditEvents;
import dev.hansard.api.CaseEvents;
import dev.hansard.api.ChannelEvents;
import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.CredentialEvents;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.PersonEvents;
import dev.hansard.api.PersonKey;
import dev.hansard.api.PlacementEvents;
import dev.hansard.api.PreservationEvents;
import dev.hansard.api.UserId;
import dev.hansard.api.UsergroupEvents;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.cluster.Interests;
import dev.hansard.edge.session.Session;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which live sessions belong to which channel, kept by the events themselves. Belongs to the fan-out thread of its shard.
 * A person's channels are remembered for a while after the last session left, as most come back.
 */
final class Roster {
    private static final Subscribers NOBODY = new Subscribers();

    private static final class Present {
        private final Memberships memberships;
        private final Set<Session> sessions = new HashSet<>(4);
        private boolean guest;
        private long emptySince;

        Present(Memberships memberships) {
            this.memberships = memberships;
        }
    }

    private final Interests interests;
    /** Each channel's id once, however many people are in it. */
    private final Interner<ChannelId> ids = Interner.newWeakInterner();

    private final Map<PersonKey, Present> people = new HashMap<>();
    private final Map<PersonKey, Subscribers> byPerson = new HashMap<>();
    private final Map<ChannelKey, Subscribers> byChannel = new HashMap<>();
    private final Map<WorkspaceId, Subscribers> byWorkspace = new HashMap<>();

    Roster(Interests interests) {
        this.interests = interests;
    }

    /** The channels of a person as they are now, or null if nobody asked yet. */
    @Nullable
    Set<ChannelId> known(PersonKey person) {
        Present present = people.get(person);
        return present == null ? null : Set.copyOf(present.memberships.channels());
    }

    /** @param channels of the person as of now; what is known already goes before */
    void enter(Session session, Set<ChannelId> channels) {
        PersonKey person = session.person();
        Present present = people.computeIfAbsent(person, any -> new Present(new Memberships(person, shared(channels))));
        present.guest = session.actor().role().isGuest();
        if (!present.sessions.add(session)) return;
        subscribe(byPerson, person, session);
        if (!present.guest) subscribe(byWorkspace, person.workspace(), session);
        for (ChannelId channel : present.memberships.channels()) {
            subscribe(new ChannelKey(person.workspace(), channel), session);
        }
    }

    private Set<ChannelId> shared(Set<ChannelId> channels) {
        return channels.stream().map(ids::intern).collect(Collectors.toUnmodifiableSet());
    }

    void leave(Session session, long now) {
        PersonKey person = session.person();
        Present present = people.get(person);
        if (present == null || !present.sessions.remove(session)) return;
        present.emptySince = now;
        unsubscribe(byPerson, person, session);
        unsubscribe(byWorkspace, person.workspace(), session);
        for (ChannelId channel : present.memberships.channels()) {
            unsubscribe(new ChannelKey(person.workspace(), channel), session);
        }
    }

    /** Forgets those who have been away since {@code before}. */
    void sweep(long before) {
        people.values().removeIf(present -> present.sessions.isEmpty() && present.emptySince - before < 0);
    }

    void apply(DomainEvent event) {
        switch (event) {
            case ChannelEvents.ChannelCreated e -> e.members().forEach(user -> changed(e.channel(), user, e));
            case ChannelEvents.MemberJoined e -> changed(e.channel(), e.user(), e);
            case ChannelEvents.MemberLeft e -> changed(e.channel(), e.user(), e);
            case WorkspaceEvents.RoleChanged e -> roleChanged(e);
            case WorkspaceEvents.PersonDeactivated e ->
                people.computeIfPresent(
                        new PersonKey(e.id(), e.user()), (key, present) -> present.sessions.isEmpty() ? null : present);
            case ChannelEvents e -> {}
            case WorkspaceEvents e -> {}
            case PersonEvents e -> {}
            case CredentialEvents e -> {}
            case AuditEvents e -> {}
            case PreservationEvents e -> {}
            case CaseEvents e -> {}
            case UsergroupEvents e -> {}
            case PlacementEvents e -> {}
            case MessageEvents e -> {}
        }
    }

    Subscribers subscribers(Audience audience) {
        return switch (audience) {
            case Audience.Members(ChannelKey channel) -> byChannel.getOrDefault(channel, NOBODY);
            case Audience.One(PersonKey person) -> byPerson.getOrDefault(person, NOBODY);
            case Audience.Everyone(WorkspaceId workspace) -> byWorkspace.getOrDefault(workspace, NOBODY);
        };
    }

    /** All of a workspace that are live here. */
    List<Session> sessions(WorkspaceId workspace) {
        return people.entrySet().stream()
                .filter(each -> each.getKey().workspace().equals(workspace))
                .flatMap(each -> each.getValue().sessions.stream())
                .toList();
    }

    boolean isLive(Session session) {
        Present present = people.get(session.person());
        return present != null && present.sessions.contains(session);
    }

    private void changed(ChannelKey channel, UserId user, DomainEvent event) {
        Present present = people.get(new PersonKey(channel.workspace(), user));
        if (present == null) return;
        present.memberships.apply(event);
        boolean member = present.memberships.isMember(channel.channel());
        for (Session session : present.sessions) {
            if (member) subscribe(channel, session);
            else unsubscribe(channel, session);
        }
    }

    private void roleChanged(WorkspaceEvents.RoleChanged event) {
        Present present = people.get(new PersonKey(event.id(), event.user()));
        if (present == null) return;
        present.guest = event.role().isGuest();
        for (Session session : present.sessions) {
            session.roleChanged(event.role());
            if (present.guest) unsubscribe(byWorkspace, event.id(), session);
            else subscribe(byWorkspace, event.id(), session);
        }
    }

    /** The first reader of a channel makes the edge want it; whoever enters has seen to what came before. */
    private void subscribe(ChannelKey channel, Session session) {
        if (!byChannel.containsKey(channel)) interests.holdFromHere(channel);
        subscribe(byChannel, channel, session);
    }

    private void unsubscribe(ChannelKey channel, Session session) {
        boolean was = byChannel.containsKey(channel);
        unsubscribe(byChannel, channel, session);
        if (was && !byChannel.containsKey(channel)) interests.release(List.of(channel));
    }

    private static <K> void subscribe(Map<K, Subscribers> map, K key, Session session) {
        map.computeIfAbsent(key, any -> new Subscribers()).add(session.connection());
    }

    private static <K> void unsubscribe(Map<K, Subscribers> map, K key, Session session) {
        map.computeIfPresent(key, (any, subscribers) -> {
            subscribers.remove(session.connection());
            return subscribers.isEmpty() ? null : subscribers;
        });
    }
}
