// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.presence;

import dev.hansard.api.PersonKey;
import dev.hansard.api.UserId;
import dev.hansard.edge.session.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Which sessions watch whom, and what they were told last, so that each is told of changes only. */
final class Watchers {
    private static final class Watched {
        private final Set<Session> sessions = new HashSet<>(2);
        private boolean active;
    }

    private final Predicate<PersonKey> isActive;
    private final Map<PersonKey, Watched> people = new ConcurrentHashMap<>();

    Watchers(Predicate<PersonKey> isActive) {
        this.isActive = isActive;
    }

    /** From now on the session is told of changes. */
    void add(PersonKey person, Session session) {
        people.compute(person, (key, before) -> {
            Watched watched = before == null ? new Watched() : before;
            if (before == null) watched.active = isActive.test(key);
            watched.sessions.add(session);
            return watched;
        });
    }

    void remove(PersonKey person, Session session) {
        people.computeIfPresent(person, (key, watched) -> {
            watched.sessions.remove(session);
            return watched.sessions.isEmpty() ? null : watched;
        });
    }

    Set<PersonKey> people() {
        return Set.copyOf(people.keySet());
    }

    boolean hasAny(PersonKey person) {
        return people.containsKey(person);
    }

    /** Tells those who watch them, where what is to be shown is not what was told last; who takes it, gets one frame for many. */
    void changed(Collection<PersonKey> changed) {
        var active = new HashMap<Session, List<UserId>>();
        var away = new HashMap<Session, List<UserId>>();
        for (PersonKey person : changed) {
            people.computeIfPresent(person, (key, watched) -> {
                boolean now = isActive.test(key);
                if (now == watched.active) return watched;
                watched.active = now;
                for (Session session : watched.sessions) {
                    if (session.manner().batchPresence() && changed.size() > 1) {
                        (now ? active : away)
                                .computeIfAbsent(session, any -> new ArrayList<>())
                                .add(key.user());
                    } else {
                        tell(session, List.of(key.user()), now);
                    }
                }
                return watched;
            });
        }
        active.forEach((session, users) -> tell(session, users, true));
        away.forEach((session, users) -> tell(session, users, false));
    }

    static void tell(Session session, List<UserId> users, boolean active) {
        if (users.isEmpty()) return;
        if (session.manner().batchPresence()) {
            session.send(PresenceFrames.changed(users, active));
        } else {
            for (UserId user : users) session.send(PresenceFrames.changed(user, active));
        }
    }
}
