// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.presence;

import dev.hansard.api.PersonKey;
import dev.hansard.axon.cluster.Peers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Presence between edges. Each tells the others whom its sessions watch; they answer with what they see of these people and
 * then tell changes, gathered for a moment and only to those who watch. All of it belongs to one thread; what others tell is
 * kept while they are there, and read by anybody.
 */
final class PresenceLink implements Peers.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PresenceLink.class);
    private static final String TOPIC = "presence";
    /** How long changes are gathered: a person is told of at most five times a second, however often it comes and goes. */
    private static final long GATHER_MILLIS = 200;

    /** This edge's own sessions. */
    interface Here {
        Seen seen(PersonKey person);

        /** Everybody who is watched here. */
        Set<PersonKey> watched();

        boolean isWatched(PersonKey person);

        /** What other edges see of these people has changed. */
        void changedElsewhere(Collection<PersonKey> people);

        /** The person made this choice at another edge. */
        void choseElsewhere(PersonKey person, boolean away);
    }

    private record Question(
            Collection<PersonKey> about,
            Set<String> waitedFor,
            Map<PersonKey, Seen> seen,
            CompletableFuture<Map<PersonKey, Seen>> answer) {}

    private final Peers peers;
    private final Here here;
    private final long patienceMillis;
    private final ScheduledExecutorService thread;
    /** Where else people are active. */
    private final Map<PersonKey, Set<String>> activeAt = new ConcurrentHashMap<>();

    private final Set<String> others = ConcurrentHashMap.newKeySet();
    private final Set<PersonKey> wanted = new HashSet<>();
    private final Map<String, Set<PersonKey>> wantedBy = new HashMap<>();
    private final Set<PersonKey> changed = new LinkedHashSet<>();
    private final Map<Long, Question> questions = new HashMap<>();
    private long lastQuestion;

    /** @param patience how long a question waits for the other edges */
    PresenceLink(Peers peers, Here here, Duration patience) {
        this.peers = peers;
        this.here = here;
        this.patienceMillis = patience.toMillis();
        var one = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("presence").factory());
        one.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.thread = one;
        peers.listen(TOPIC, this);
    }

    boolean isAlone() {
        return others.isEmpty();
    }

    boolean isActiveElsewhere(PersonKey person) {
        return activeAt.containsKey(person);
    }

    /** From now on changes of these people are heard of. {@code then} runs when it is known what the others see of them. */
    void watch(Collection<PersonKey> people, Runnable then) {
        run(() -> {
            var fresh = people.stream().filter(wanted::add).toList();
            if (fresh.isEmpty()) {
                then.run();
            } else {
                var answer = new CompletableFuture<Map<PersonKey, Seen>>();
                answer.thenRun(then);
                askNow(fresh, answer, question -> PresenceTold.watch(fresh, question));
            }
        });
    }

    /** Of these people it is to be checked whether anybody here still watches them. */
    void unwatch(Collection<PersonKey> people) {
        run(() -> {
            var dropped = people.stream()
                    .filter(person -> !here.isWatched(person) && wanted.remove(person))
                    .toList();
            dropped.forEach(activeAt::remove);
            PresenceTold.inParts(dropped, part -> peers.tell(others, TOPIC, PresenceTold.unwatch(part)));
        });
    }

    /** What the other edges see of these people; what is known after {@code patience} if one of them does not answer. */
    CompletableFuture<Map<PersonKey, Seen>> ask(Collection<PersonKey> people) {
        var answer = new CompletableFuture<Map<PersonKey, Seen>>();
        run(() -> askNow(people, answer, question -> PresenceTold.question(people, question)));
        return answer;
    }

    /** What is seen here of the person has changed. */
    void changed(PersonKey person) {
        if (isAlone()) return;
        run(() -> {
            if (wantedBy.values().stream().noneMatch(them -> them.contains(person))) return;
            if (changed.isEmpty()) thread.schedule(() -> run(this::tellChanges), GATHER_MILLIS, TimeUnit.MILLISECONDS);
            changed.add(person);
        });
    }

    /** The person made this choice here. */
    void chose(PersonKey person, boolean away) {
        if (!isAlone()) run(() -> peers.tell(others, TOPIC, PresenceTold.chose(person, away)));
    }

    @Override
    public void told(String node, byte[] message) {
        run(() -> hear(node, PresenceTold.read(message)));
    }

    @Override
    public void joined(String node) {
        others.add(node);
        run(() -> {
            wanted.addAll(here.watched());
            // What it told before its link broke is believed until it has answered.
            PresenceTold.inParts(wanted, part -> {
                long number = question(part, Set.of(node), new CompletableFuture<>());
                peers.tell(Set.of(node), TOPIC, PresenceTold.watch(part, number));
            });
        });
    }

    @Override
    public void gone(String node) {
        others.remove(node);
        run(() -> {
            forget(node);
            for (long question : List.copyOf(questions.keySet())) answered(question, node, Map.of());
        });
    }

    private void askNow(
            Collection<PersonKey> people,
            CompletableFuture<Map<PersonKey, Seen>> answer,
            LongFunction<byte[]> message) {
        if (others.isEmpty()) {
            answer.complete(Map.of());
            return;
        }
        long number = question(people, others, answer);
        thread.schedule(() -> give(number), patienceMillis, TimeUnit.MILLISECONDS);
        peers.tell(others, TOPIC, message.apply(number));
    }

    private long question(
            Collection<PersonKey> about, Set<String> asked, CompletableFuture<Map<PersonKey, Seen>> answer) {
        long number = ++lastQuestion;
        questions.put(number, new Question(about, new HashSet<>(asked), new LinkedHashMap<>(), answer));
        return number;
    }

    private void hear(String node, PresenceTold told) {
        if (!told.watch().isEmpty()) {
            Set<PersonKey> wants = wantedBy.computeIfAbsent(node, any -> new HashSet<>());
            told.watch().forEach(wants::add);
            if (told.question() == 0) tell(node, told.watch(), 0);
        }
        Set<PersonKey> wants = wantedBy.get(node);
        if (wants != null) told.unwatch().forEach(wants::remove);
        if (told.question() != 0) tell(node, told.about(), told.question());
        if (told.answer() == 0) believe(node, told.states());
        else answered(told.answer(), node, told.states());
        PresenceTold.Choice choice = told.chose();
        if (choice != null) here.choseElsewhere(choice.person(), choice.away());
    }

    private void tell(String node, Collection<PersonKey> about, long question) {
        var states = new LinkedHashMap<PersonKey, Seen>();
        for (PersonKey person : about) {
            Seen seen = here.seen(person);
            if (!seen.equals(Seen.NOTHING)) states.put(person, seen);
        }
        if (question != 0 || !states.isEmpty()) peers.tell(Set.of(node), TOPIC, PresenceTold.states(states, question));
    }

    private void tellChanges() {
        var due = List.copyOf(changed);
        changed.clear();
        wantedBy.forEach((node, wants) ->
                PresenceTold.inParts(due.stream().filter(wants::contains).toList(), part -> {
                    var states = new LinkedHashMap<PersonKey, Seen>();
                    for (PersonKey person : part) states.put(person, here.seen(person));
                    peers.tell(Set.of(node), TOPIC, PresenceTold.states(states, 0));
                }));
    }

    /** Only of those who are watched: nobody would tell when it is no longer so. */
    private void believe(String node, Map<PersonKey, Seen> states) {
        var turned = new ArrayList<PersonKey>();
        states.forEach((person, seen) -> {
            if (wanted.contains(person) && isNews(person, node, seen.active())) turned.add(person);
        });
        if (!turned.isEmpty()) here.changedElsewhere(turned);
    }

    private boolean isNews(PersonKey person, String node, boolean active) {
        Set<String> before = activeAt.getOrDefault(person, Set.of());
        if (before.contains(node) == active) return false;
        var after = new HashSet<>(before);
        if (active) after.add(node);
        else after.remove(node);
        if (after.isEmpty()) activeAt.remove(person);
        else activeAt.put(person, Set.copyOf(after));
        return true;
    }

    private void forget(String node) {
        wantedBy.remove(node);
        var lost = activeAt.entrySet().stream()
                .filter(each -> each.getValue().contains(node))
                .map(Map.Entry::getKey)
                .toList();
        for (PersonKey person : lost) isNews(person, node, false);
        if (!lost.isEmpty()) here.changedElsewhere(lost);
    }

    private void answered(long number, String node, Map<PersonKey, Seen> states) {
        Question question = questions.get(number);
        if (question == null) {
            believe(node, states);
            return;
        }
        var all = new LinkedHashMap<PersonKey, Seen>();
        for (PersonKey person : question.about) all.put(person, states.getOrDefault(person, Seen.NOTHING));
        believe(node, all);
        if (!question.waitedFor.remove(node)) return;
        states.forEach((person, seen) -> question.seen.merge(person, seen, Seen::and));
        if (question.waitedFor.isEmpty()) give(number);
    }

    private void give(long number) {
        Question question = questions.remove(number);
        if (question != null) question.answer.complete(question.seen);
    }

    private void run(Runnable task) {
        try {
            thread.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    LOG.warn("Presence goes on without what another edge told", e);
                }
            });
        } catch (RejectedExecutionException e) {
            // This edge is closing: nobody is here to be told.
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        others.clear();
    }
}
