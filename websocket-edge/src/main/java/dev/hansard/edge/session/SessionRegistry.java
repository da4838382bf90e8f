// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.session;

import dev.hansard.api.CredentialKey;
import dev.hansard.api.PersonKey;
import dev.hansard.api.WorkspaceId;
import dev.hansard.edge.transport.CloseCode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** All sessions of this process, from being accepted to being closed. */
@Component
public final class SessionRegistry {
    private final RtmSettings settings;
    private final Map<PersonKey, Set<Session>> byPerson = new ConcurrentHashMap<>();
    private final Map<WorkspaceId, Integer> perWorkspace = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    public SessionRegistry(RtmSettings settings, MeterRegistry metrics) {
        this.settings = settings;
        Gauge.builder("hansard.edge.sessions", count, AtomicInteger::get)
                .description("connected sessions, long polls included")
                .register(metrics);
    }

    /** False, and nothing is changed, if the person or the process has as many as it may. */
    public boolean add(Session session) {
        if (count.incrementAndGet() > settings.sessions()) {
            count.decrementAndGet();
            return false;
        }
        boolean[] added = new boolean[1];
        byPerson.compute(session.person(), (person, before) -> {
            if (before != null && before.size() >= settings.sessionsPerPerson()) return before;
            var sessions = before == null ? new HashSet<Session>(4) : new HashSet<>(before);
            added[0] = sessions.add(session);
            return sessions;
        });
        if (added[0]) perWorkspace.merge(session.workspace(), 1, Integer::sum);
        else count.decrementAndGet();
        return added[0];
    }

    public void remove(Session session) {
        boolean[] removed = new boolean[1];
        byPerson.computeIfPresent(session.person(), (person, before) -> {
            var sessions = new HashSet<>(before);
            removed[0] = sessions.remove(session);
            return sessions.isEmpty() ? null : sessions;
        });
        if (!removed[0]) return;
        count.decrementAndGet();
        perWorkspace.computeIfPresent(session.workspace(), (workspace, number) -> number == 1 ? null : number - 1);
    }

    /** An unchanging set. */
    public Set<Session> of(PersonKey person) {
        return byPerson.getOrDefault(person, Set.of());
    }

    public boolean hasAny(WorkspaceId workspace) {
        return perWorkspace.containsKey(workspace);
    }

    public int size() {
        return count.get();
    }

    public List<Session> all() {
        var all = new ArrayList<Session>(size());
        byPerson.values().forEach(all::addAll);
        return all;
    }

    /** Ends the sessions that a token opened. */
    public void revoked(CredentialKey credential) {
        for (Session session : all()) {
            if (session.credential().equals(credential)) session.close(CloseCode.AUTH_REVOKED);
        }
    }

    /** Ends all sessions of a workspace, which come back before what they could not be told. */
    public void endAll(WorkspaceId workspace) {
        for (Session session : all()) {
            if (session.workspace().equals(workspace)) session.close(CloseCode.TRY_AGAIN_LATER);
        }
    }

    /** Ends the sessions of a person. */
    public void deactivated(PersonKey person) {
        for (Session session : of(person)) session.close(CloseCode.AUTH_REVOKED);
    }
}
