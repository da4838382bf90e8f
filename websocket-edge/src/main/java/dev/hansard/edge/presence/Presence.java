// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.presence;

import dev.hansard.api.DirectoryQueries.FindPerson;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Rejection;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.PersonView;
import dev.hansard.axon.bus.Queries;
import dev.hansard.edge.session.RtmSettings;
import dev.hansard.edge.session.Session;
import dev.hansard.edge.session.SessionRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who is there: active on any device and not away by choice. Never stored. Somebody whose last connection is gone still
 * counts for a moment, as most of them are on their way back.
 */
@Component
public final class Presence {
    /**
     * What is known of a connected person.
     *
     * @param seen {@link System#nanoTime} of the last connection's end, while there is none
     */
    private record State(boolean active, boolean awayManually, long seen) {}

    private final Queries queries;
    private final SessionRegistry registry;
    private final long autoAway;
    private final long linger;
    private final Map<PersonKey, State> people = new ConcurrentHashMap<>();
    private final Map<PersonKey, Set<Session>> watchers = new ConcurrentHashMap<>();

    public Presence(Queries queries, SessionRegistry registry, RtmSettings settings) {
        this.queries = queries;
        this.registry = registry;
        this.autoAway = settings.autoAway().toNanos();
        this.linger = settings.presenceLinger().toNanos();
    }

    /** A session has begun; it is in the registry. May read the person, so not on a thread that must not block. */
    public void opened(Session session) {
        PersonKey person = session.person();
        if (!people.containsKey(person)) {
            boolean away = awayManually(person);
            people.putIfAbsent(person, new State(false, away, System.nanoTime()));
        }
        update(person, System.nanoTime());
    }

    /** A session has ended; it is not in the registry any more. */
    public void closed(Session session) {
        for (UserId watched : session.watched()) unwatch(session, watched);
        session.watched().clear();
        people.computeIfPresent(
                session.person(), (key, state) -> new State(state.active, state.awayManually, System.nanoTime()));
    }

    /** The person did something on this device. */
    public void active(Session session) {
        session.active(System.nanoTime());
        State state = people.get(session.person());
        if (state != null && !state.active && !state.awayManually) update(session.person(), System.nanoTime());
    }

    /** Replaces what the session watches; it is told at once of those who are new. */
    public void watch(Session session, Set<UserId> watched) {
        for (UserId before : session.watched()) {
            if (!watched.contains(before)) unwatch(session, before);
        }
        session.watched().retainAll(watched);
        var added = new ArrayList<UserId>();
        for (UserId user : watched) {
            if (!session.watched().add(user)) continue;
            added.add(user);
            watchers.computeIfAbsent(key(session, user), any -> ConcurrentHashMap.newKeySet())
                    .add(session);
        }
        tell(session, added);
    }

    /** Tells the session of these people now. */
    public void tell(Session session, Collection<UserId> asked) {
        var active = new ArrayList<UserId>();
        var away = new ArrayList<UserId>();
        for (UserId user : asked) (isActive(key(session, user)) ? active : away).add(user);
        send(session, active, true);
        send(session, away, false);
    }

    public boolean isActive(PersonKey person) {
        State state = people.get(person);
        return state != null && state.active;
    }

    /** Whether the person chose to be shown as away. */
    public boolean isAwayManually(PersonKey person) {
        State state = people.get(person);
        return state != null ? state.awayManually : awayManually(person);
    }

    /** The choice was stored; the person's other devices are told of it. */
    public void choose(PersonKey person, boolean away) {
        people.computeIfPresent(person, (key, state) -> new State(state.active, away, state.seen));
        for (Session own : registry.of(person)) own.send(PresenceFrames.manual(!away));
        update(person, System.nanoTime());
    }

    /** Looks for those who became idle or did not come back. */
    public void sweep(long now) {
        people.forEach((person, state) -> {
            if (state.active || registry.of(person).isEmpty()) update(person, now);
        });
    }

    private void update(PersonKey person, long now) {
        var changed = new boolean[1];
        State after = people.computeIfPresent(person, (key, state) -> {
            Set<Session> sessions = registry.of(person);
            boolean here = sessions.isEmpty() ? state.active : anyActive(sessions, now);
            if (sessions.isEmpty() && now - state.seen > linger) {
                changed[0] = state.active;
                return null;
            }
            boolean active = here && !state.awayManually;
            changed[0] = active != state.active;
            return changed[0] ? new State(active, state.awayManually, state.seen) : state;
        });
        if (!changed[0]) return;
        boolean active = after != null && after.active;
        for (Session watcher : watchers.getOrDefault(person, Set.of())) {
            send(watcher, List.of(person.user()), active);
        }
    }

    private boolean anyActive(Set<Session> sessions, long now) {
        for (Session session : sessions) if (now - session.activeAt() < autoAway) return true;
        return false;
    }

    private boolean awayManually(PersonKey person) {
        try {
            PersonView view = queries.<@Nullable PersonView>ask(new FindPerson(person));
            return view != null && view.awayManually();
        } catch (Rejection e) {
            return false;
        }
    }

    private void unwatch(Session session, UserId watched) {
        watchers.computeIfPresent(key(session, watched), (any, sessions) -> {
            sessions.remove(session);
            return sessions.isEmpty() ? null : sessions;
        });
    }

    private static void send(Session session, List<UserId> users, boolean active) {
        if (users.isEmpty()) return;
        if (session.manner().batchPresence()) {
            session.send(PresenceFrames.changed(users, active));
        } else {
            for (UserId user : users) session.send(PresenceFrames.changed(user, active));
        }
    }

    private static PersonKey key(Session session, UserId user) {
        return new PersonKey(session.workspace(), user);
    }

    /** Seconds since the epoch of the person's last activity here; 0 if there is no session. */
    long lastActivity(PersonKey person, long epochSecond) {
        long now = System.nanoTime();
        long latest = Long.MAX_VALUE;
        for (Session session : registry.of(person)) latest = Math.min(latest, now - session.activeAt());
        return latest == Long.MAX_VALUE ? 0 : epochSecond - TimeUnit.NANOSECONDS.toSeconds(latest);
    }
}
