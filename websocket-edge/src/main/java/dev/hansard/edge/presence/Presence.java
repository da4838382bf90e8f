// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.presence;

import com.github.benmanes.caffeine.cache.Cache;
import dev.hansard.api.DirectoryQueries.FindPerson;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Rejection;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.PersonView;
import dev.hansard.axon.bus.Queries;
import dev.hansard.axon.cache.Caches;
import dev.hansard.axon.cluster.Peers;
import dev.hansard.edge.session.RtmSettings;
import dev.hansard.edge.session.Session;
import dev.hansard.edge.session.SessionRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who is there: active on any device at any edge and not away by choice. Never stored. Somebody whose last connection is
 * gone still counts for a moment, as most of them are on their way back.
 */
@Component
public final class Presence implements PresenceLink.Here {
    /**
     * What is known of a person connected here.
     *
     * @param seen {@link System#nanoTime} of the last connection's end, while there is none
     */
    private record State(boolean active, boolean awayManually, long seen) {}

    private static final State GONE = new State(false, false, 0);

    /** Longer than any answer about a person's choice that was on its way when the choice was made. */
    private static final Duration CHOICE_REMEMBERED = Duration.ofMinutes(2);

    private static final int MOST_CHOICES = 100_000;

    private final Queries queries;
    private final SessionRegistry registry;
    private final long autoAway;
    private final long linger;
    private final long patienceMillis;
    private final Map<PersonKey, State> people = new ConcurrentHashMap<>();
    private final Watchers watchers = new Watchers(this::isActive);
    private final Set<PersonKey> unwatched = ConcurrentHashMap.newKeySet();
    private final Cache<PersonKey, Boolean> choices = Caches.newBuilder()
            .expireAfterWrite(CHOICE_REMEMBERED)
            .maximumSize(MOST_CHOICES)
            .build();
    private final PresenceLink link;

    public Presence(Queries queries, SessionRegistry registry, RtmSettings settings, Peers peers) {
        this.queries = queries;
        this.registry = registry;
        this.autoAway = settings.autoAway().toNanos();
        this.linger = settings.presenceLinger().toNanos();
        this.patienceMillis = settings.presencePatience().toMillis();
        this.link = new PresenceLink(peers, this, settings.presencePatience());
    }

    /**
     * A session has begun; it is in the registry. May read the person, so not on a thread that must not block.
     *
     * @param awayManually the person's stored choice; null if it has to be looked up
     */
    public void opened(Session session, @Nullable Boolean awayManually) {
        PersonKey person = session.person();
        if (!people.containsKey(person)) {
            boolean away = awayManually != null ? awayManually : awayManually(person);
            people.putIfAbsent(person, new State(false, away, System.nanoTime()));
            Boolean chosen = choices.getIfPresent(person);
            if (chosen != null) keepChoice(person, chosen);
        }
        update(person, System.nanoTime());
    }

    /** A session has ended; it is not in the registry any more. */
    public void closed(Session session) {
        List<UserId> watched = List.copyOf(session.watched());
        session.watched().clear();
        for (UserId user : watched) unwatch(session, user);
        people.computeIfPresent(
                session.person(), (key, state) -> new State(state.active, state.awayManually, System.nanoTime()));
    }

    /** The person did something on this device. */
    public void active(Session session) {
        session.active(System.nanoTime());
        State state = people.get(session.person());
        if (state != null && !state.active && !state.awayManually) update(session.person(), System.nanoTime());
    }

    /** Replaces what the session watches; it is told at once of those who are new, and later of changes. */
    public void watch(Session session, Set<UserId> wanted) {
        for (UserId before : List.copyOf(session.watched())) {
            if (!wanted.contains(before) && session.watched().remove(before)) unwatch(session, before);
        }
        List<UserId> added = wanted.stream().filter(session.watched()::add).toList();
        if (added.isEmpty()) return;
        if (link.isAlone()) {
            begin(session, added);
            if (link.isAlone()) return;
        }
        link.watch(keys(session, added), () -> begin(session, added));
    }

    private void begin(Session session, List<UserId> added) {
        for (UserId user : added) {
            watchers.add(key(session, user), session);
            // It may have changed its mind, or be gone, since it asked.
            if (!session.watched().contains(user)) unwatch(session, user);
        }
        tellNow(session, added, this::isActive);
    }

    /** Tells the session of these people now. */
    public void tell(Session session, Collection<UserId> asked) {
        if (link.isAlone()) tellNow(session, asked, this::isActive);
        else
            link.ask(keys(session, asked)).thenAccept(elsewhere -> {
                tellNow(
                        session,
                        asked,
                        person -> isActive(person)
                                || elsewhere.getOrDefault(person, Seen.NOTHING).active());
            });
    }

    private static void tellNow(Session session, Collection<UserId> asked, Predicate<PersonKey> isActive) {
        var active = new ArrayList<UserId>();
        var away = new ArrayList<UserId>();
        for (UserId user : asked) (isActive.test(key(session, user)) ? active : away).add(user);
        Watchers.tell(session, active, true);
        Watchers.tell(session, away, false);
    }

    /** As far as it is known here: at this edge, and elsewhere of those who are watched here. */
    boolean isActive(PersonKey person) {
        State state = people.get(person);
        return (state != null && state.active) || link.isActiveElsewhere(person);
    }

    /** What all edges see of the person; waits for them, but not long. */
    Seen find(PersonKey person) {
        Seen mine = seen(person);
        if (link.isAlone()) return mine;
        try {
            Seen others = link.ask(List.of(person))
                    .get(patienceMillis * 2, TimeUnit.MILLISECONDS)
                    .get(person);
            return others == null ? mine : mine.and(others);
        } catch (ExecutionException | TimeoutException e) {
            return mine;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return mine;
        }
    }

    /** Whether the person chose to be shown as away. */
    boolean isAwayManually(PersonKey person) {
        State state = people.get(person);
        return state != null ? state.awayManually : awayManually(person);
    }

    /** The choice was stored; the person's other devices are told of it, and the other edges. */
    public void choose(PersonKey person, boolean away) {
        choseElsewhere(person, away);
        link.chose(person, away);
    }

    @Override
    public void choseElsewhere(PersonKey person, boolean away) {
        choices.put(person, away);
        keepChoice(person, away);
        for (Session own : registry.of(person)) own.send(PresenceFrames.manual(!away));
        update(person, System.nanoTime());
    }

    private void keepChoice(PersonKey person, boolean away) {
        people.computeIfPresent(person, (key, state) -> new State(state.active, away, state.seen));
    }

    @Override
    public Set<PersonKey> watched() {
        return watchers.people();
    }

    @Override
    public boolean isWatched(PersonKey person) {
        return watchers.hasAny(person);
    }

    @Override
    public void changedElsewhere(Collection<PersonKey> changed) {
        watchers.changed(changed);
    }

    /** Looks for those who became idle or did not come back, and for those whom nobody watches any more. */
    public void sweep(long now) {
        people.forEach((person, state) -> {
            if (state.active || registry.of(person).isEmpty()) update(person, now);
        });
        if (unwatched.isEmpty()) return;
        List<PersonKey> doubtful = List.copyOf(unwatched);
        doubtful.forEach(unwatched::remove);
        link.unwatch(doubtful);
    }

    private void update(PersonKey person, long now) {
        var changed = new boolean[1];
        people.computeIfPresent(person, (key, state) -> {
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
        watchers.changed(List.of(person));
        link.changed(person);
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
        PersonKey person = key(session, watched);
        watchers.remove(person, session);
        if (!watchers.hasAny(person)) unwatched.add(person);
    }

    private static PersonKey key(Session session, UserId user) {
        return new PersonKey(session.workspace(), user);
    }

    private static List<PersonKey> keys(Session session, Collection<UserId> users) {
        return users.stream().map(user -> key(session, user)).toList();
    }

    @Override
    public Seen seen(PersonKey person) {
        State state = people.get(person);
        Set<Session> sessions = registry.of(person);
        if (state == null && sessions.isEmpty()) return Seen.NOTHING;
        long now = System.nanoTime();
        long latest = Long.MAX_VALUE;
        for (Session session : sessions) latest = Math.min(latest, now - session.activeAt());
        long idle = latest == Long.MAX_VALUE ? -1 : TimeUnit.NANOSECONDS.toSeconds(Math.max(0, latest));
        return new Seen(Objects.requireNonNullElse(state, GONE).active, sessions.size(), idle);
    }

    @PreDestroy
    void close() {
        link.close();
    }
}
