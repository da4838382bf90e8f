// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import dev.hansard.api.ChannelKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Tells the other nodes in which channels this edge has readers. A link begins with everything; once this edge has passed the
 * position where the link began, it names its channels, and from then on is told of those.
 */
final class LinkedInterests implements Interests, Links.Listener {
    /** Most who leave come back soon. */
    private static final Duration LINGER = Duration.ofSeconds(60);

    private static final class Held {
        private int count;
        private long idleSince;
        private final CompletableFuture<Long> since;

        Held(CompletableFuture<Long> since) {
            this.since = since;
        }
    }

    /** Asked of all nodes at once; answered when the last has. */
    private static final class Asked {
        private final int shard;
        private final Set<Link> waitingFor;
        private final CompletableFuture<Long> answer = new CompletableFuture<>();
        private long latest = -1;

        Asked(int shard, Collection<Link> waitingFor) {
            this.shard = shard;
            this.waitingFor = new HashSet<>(waitingFor);
        }

        void answered(Link link, long position) {
            if (!waitingFor.remove(link)) return;
            latest = Math.max(latest, position);
            finish();
        }

        void finish() {
            if (waitingFor.isEmpty()) answer.complete(latest);
        }
    }

    private final boolean everything;
    private final long[] passed;
    private final Map<ChannelKey, Held> held = new HashMap<>();

    /** Where each link began, until it has been told our channels. */
    private final Map<Link, long[]> beginning = new HashMap<>();

    private final Set<Link> told = new HashSet<>();
    private final Map<Long, Asked> asked = new HashMap<>();
    private long number;

    /** @param everything whether the feed brings everything anyway */
    LinkedInterests(int shards, boolean everything) {
        this.everything = everything;
        this.passed = new long[shards];
    }

    @Override
    public synchronized CompletableFuture<Long> hold(int shard, Collection<ChannelKey> channels) {
        var fresh = new ArrayList<ChannelKey>();
        for (ChannelKey channel : channels) if (!held.containsKey(channel)) fresh.add(channel);
        if (!fresh.isEmpty()) {
            Asked question = ask(shard, fresh);
            for (ChannelKey channel : fresh) held.put(channel, new Held(question.answer));
        }
        var all = new HashSet<CompletableFuture<Long>>();
        for (ChannelKey channel : channels) {
            Held each = held.get(channel);
            if (each == null) continue;
            each.count++;
            all.add(each.since);
        }
        if (everything) return CompletableFuture.completedFuture(-1L);
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApply(done ->
                        all.stream().mapToLong(CompletableFuture::join).max().orElse(-1));
    }

    private Asked ask(int shard, List<ChannelKey> fresh) {
        var question = new Asked(shard, told);
        asked.put(++number, question);
        var frame = new Frame.Interest(number, false, fresh, List.of());
        question.waitingFor.removeIf(link -> !link.send(frame));
        finish(question);
        return question;
    }

    @Override
    public synchronized void holdFromHere(ChannelKey channel) {
        Held known = held.get(channel);
        if (known == null) {
            held.put(channel, known = new Held(CompletableFuture.completedFuture(-1L)));
            tell(new Frame.Interest(++number, false, List.of(channel), List.of()));
        }
        known.count++;
    }

    @Override
    public synchronized void release(Collection<ChannelKey> channels) {
        long now = System.nanoTime();
        for (ChannelKey channel : channels) {
            Held each = held.get(channel);
            if (each != null && --each.count == 0) each.idleSince = now;
        }
    }

    @Override
    public synchronized void passed(int shard, long position) {
        passed[shard] = Math.max(passed[shard], position);
    }

    synchronized long[] passed() {
        return passed.clone();
    }

    /** Called now and then. */
    synchronized void beat() {
        introduce();
        long before = System.nanoTime() - LINGER.toNanos();
        var idle = new ArrayList<ChannelKey>();
        held.forEach((channel, each) -> {
            if (each.count == 0 && each.idleSince - before < 0) idle.add(channel);
        });
        if (idle.isEmpty()) return;
        held.keySet().removeAll(idle);
        tell(new Frame.Interest(++number, false, List.of(), idle));
    }

    /** Names our channels on links whose beginning we have passed: from there on we know whom we need. */
    private void introduce() {
        for (Map.Entry<Link, long[]> each : List.copyOf(beginning.entrySet())) {
            Link link = each.getKey();
            if (!hasPassed(each.getValue())) continue;
            if (!link.send(new Frame.Interest(++number, true, List.copyOf(held.keySet()), List.of()))) continue;
            beginning.remove(link);
            told.add(link);
        }
    }

    private boolean hasPassed(long[] positions) {
        for (int shard = 0; shard < Math.min(positions.length, passed.length); shard++) {
            if (passed[shard] < positions[shard]) return false;
        }
        return true;
    }

    private void tell(Frame frame) {
        for (Link link : told) link.send(frame);
    }

    @Override
    public synchronized void up(Link link, long[] positions) {
        forget(link);
        beginning.put(link, positions);
    }

    @Override
    public synchronized void heard(Link link, Frame frame) {
        if (!(frame instanceof Frame.Confirmed(long answered, long[] positions))) return;
        Asked question = asked.get(answered);
        if (question == null) return;
        question.answered(link, question.shard < positions.length ? positions[question.shard] : -1);
        finish(question);
    }

    /** What a link that broke does not tell is read from the record, so nobody waits for it. */
    @Override
    public synchronized void changed() {
        for (Link link : List.copyOf(told)) if (link.downNanos() >= 0) forget(link);
        beginning.keySet().removeIf(link -> link.downNanos() >= 0);
    }

    private void forget(Link link) {
        told.remove(link);
        for (Asked question : List.copyOf(asked.values())) {
            question.waitingFor.remove(link);
            finish(question);
        }
    }

    private void finish(Asked question) {
        question.finish();
        if (question.answer.isDone()) asked.values().remove(question);
    }
}
