// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hears of every post, every ack and every delivery while a run goes on, and afterwards of the histories, and says what was
 * wrong. Knows nothing of servers. A delivery costs one bit for each reader, so that millions of them fit anywhere.
 *
 * <p>A post whose fate its sender never learned may be in the history or not, but once, and whoever is told of it must be told
 * what the history says. What a reader fetched from the history after {@code resume_failed} counts as told, and may overlap with
 * what it was told live.
 */
final class Checker {
    private final List<Set<Integer>> memberships;
    private final int channels;
    private final Posts posts = new Posts();
    private final BitSet[] told;
    private final BitSet[] fetched;
    private final long[][] last;
    private final Charges charges = new Charges();
    /** Who comes and goes: only when it is over it is known what they should have been told. */
    private final Map<Integer, Stays> wandering = new HashMap<>();

    private final BitSet kept = new BitSet();
    private final BitSet closed = new BitSet();
    private long deliveries;

    /** @param memberships channels of each reader, who must be listening before the first post */
    Checker(int channels, List<Set<Integer>> memberships) {
        this.channels = channels;
        this.memberships = memberships;
        int readers = memberships.size();
        told = new BitSet[readers];
        fetched = new BitSet[readers];
        for (int i = 0; i < readers; i++) {
            told[i] = new BitSet();
            fetched[i] = new BitSet();
        }
        last = new long[readers][channels];
    }

    /** Somebody is about to post; answers the message's number. */
    synchronized int posting(int channel) {
        return posts.add(channel, System.nanoTime());
    }

    synchronized void acked(int message, long ts) {
        posts.ack(message);
        sameTs(message, ts, "its ack");
    }

    /** Answers how many nanoseconds after the first attempt to post it this is; -1 for what nobody posted. */
    synchronized long told(Sighting seen) {
        deliveries++;
        if (!isForThem(seen)) return -1;
        int reader = seen.reader();
        long before = last[reader][seen.channel()];
        if (told[reader].get(seen.message())) charges.add(Offence.TOLD_TWICE, seen.toString());
        else if (seen.ts() <= before) charges.add(Offence.OUT_OF_ORDER, seen + " after " + before);
        told[reader].set(seen.message());
        last[reader][seen.channel()] = Math.max(before, seen.ts());
        sameTs(seen.message(), seen.ts(), seen.toString());
        return System.nanoTime() - posts.sentNanos(seen.message());
    }

    /** The reader could not resume and found it in the history. */
    synchronized void fetched(Sighting seen) {
        if (!isForThem(seen)) return;
        fetched[seen.reader()].set(seen.message());
        sameTs(seen.message(), seen.ts(), seen.toString());
    }

    /** The {@code ts} of the last message of the channel that the reader was told of; 0 before the first. */
    synchronized long lastTold(int reader, int channel) {
        return last[reader][channel];
    }

    /** The reader is in no channel at first, and then comes and goes. To be said before the first post. */
    synchronized void wanders(int reader) {
        wandering.put(reader, new Stays());
    }

    /** A reader who wanders could not resume: nobody can say what it should then fetch from where it is no member any more. */
    synchronized void excuse(int reader) {
        Stays stays = wandering.get(reader);
        if (stays != null) stays.excuse();
    }

    /** The reader who wanders was in the channel between these {@code ts}, by the record. */
    synchronized void stayed(int reader, int channel, long joined, long left) {
        Stays stays = wandering.get(reader);
        if (stays == null) throw new IllegalArgumentException(reader + " does not wander");
        stays.add(channel, joined, left);
    }

    /** Whether everybody was told of everything, after the histories were given. */
    synchronized boolean everybodyHasAll() {
        for (int reader = 0; reader < told.length; reader++) if (!missed(reader).isEmpty()) return false;
        return true;
    }

    /** A process ended by itself. */
    synchronized void crashed(String which) {
        charges.add(Offence.CRASHED, which);
    }

    /**
     * A whole history of a channel. The first one that is given for a channel is what all else is held against.
     *
     * @param source who told it, for instance the name of an edge
     */
    synchronized void history(String source, int channel, History history) {
        boolean first = !closed.get(channel);
        closed.set(channel);
        var here = new BitSet();
        long before = 0;
        for (int i = 0; i < history.size(); i++) {
            int message = history.message(i);
            String what = source + " on channel " + channel + ", message " + message + " at " + history.ts(i);
            if (history.ts(i) <= before) charges.add(Offence.OUT_OF_ORDER, what + " after " + before);
            before = Math.max(before, history.ts(i));
            if (!posts.isKnown(message) || posts.channel(message) != channel) {
                charges.add(Offence.NOT_FOR_THEM, what);
                continue;
            }
            if (here.get(message)) charges.add(Offence.KEPT_TWICE, what);
            here.set(message);
            sameTs(message, history.ts(i), what);
        }
        if (first) kept.or(here);
        else compare(source, channel, here);
    }

    /** What the store's rows say of a channel: the ts of its posts in the order of the record. */
    synchronized void rows(int channel, long[] ts) {
        var byTs = new java.util.TreeSet<Long>();
        for (int message = kept.nextSetBit(0); message >= 0; message = kept.nextSetBit(message + 1)) {
            if (posts.channel(message) == channel) byTs.add(posts.ts(message));
        }
        long before = 0;
        for (long each : ts) {
            if (each <= before) {
                charges.add(Offence.OUT_OF_ORDER, "the rows of channel " + channel + ": " + each + " after " + before);
            }
            before = Math.max(before, each);
            if (!byTs.remove(each)) {
                charges.add(Offence.HISTORIES_DIFFER, "only the rows of channel " + channel + " have " + each);
            }
        }
        for (long each : byTs) {
            charges.add(Offence.HISTORIES_DIFFER, "the rows of channel " + channel + " do not have " + each);
        }
    }

    synchronized void recordBroken(String what) {
        charges.add(Offence.RECORD_BROKEN, what);
    }

    /** After all histories were given. */
    synchronized Verdict verdict() {
        var lost = (BitSet) posts.acked().clone();
        lost.andNot(kept);
        lost.stream().forEach(message -> charges.add(Offence.LOST, describe(message)));
        for (int reader = 0; reader < told.length; reader++) {
            int who = reader;
            missed(reader).stream()
                    .forEach(message -> charges.add(Offence.MISSED, "reader " + who + ", " + describe(message)));
            Stays stays = wandering.get(reader);
            if (stays != null) {
                told[reader].stream()
                        .filter(message -> !stays.has(posts.channel(message), posts.ts(message)))
                        .forEach(message -> charges.add(
                                Offence.NOT_FOR_THEM, "reader " + who + " while away, " + describe(message)));
            }
            var unfounded = (BitSet) told[reader].clone();
            unfounded.or(fetched[reader]);
            unfounded.andNot(kept);
            unfounded.stream()
                    .forEach(message -> charges.add(Offence.UNFOUNDED, "reader " + who + ", " + describe(message)));
        }
        if (closed.cardinality() != channels) throw new IllegalStateException("not all histories were given");
        var unacked = (BitSet) kept.clone();
        unacked.andNot(posts.acked());
        return new Verdict(
                posts.count(),
                posts.acked().cardinality(),
                kept.cardinality(),
                unacked.cardinality(),
                deliveries,
                charges);
    }

    private BitSet missed(int reader) {
        Stays stays = wandering.get(reader);
        var missed = new BitSet();
        kept.stream()
                .filter(message -> !told[reader].get(message) && !fetched[reader].get(message))
                .filter(message -> stays == null
                        ? memberships.get(reader).contains(posts.channel(message))
                        : stays.isDue(posts.channel(message), posts.ts(message)))
                .forEach(missed::set);
        return missed;
    }

    private boolean isForThem(Sighting seen) {
        boolean right = posts.isKnown(seen.message())
                && posts.channel(seen.message()) == seen.channel()
                && (wandering.containsKey(seen.reader())
                        || memberships.get(seen.reader()).contains(seen.channel()));
        if (!right) charges.add(Offence.NOT_FOR_THEM, seen.toString());
        return right;
    }

    private void sameTs(int message, long ts, @Nullable String source) {
        posts.tell(message, ts);
        if (posts.ts(message) != ts) {
            charges.add(Offence.ANOTHER_TS, source + ": " + ts + ", elsewhere " + posts.ts(message));
        }
    }

    private void compare(String source, int channel, BitSet here) {
        var there = new BitSet();
        kept.stream().filter(message -> posts.channel(message) == channel).forEach(there::set);
        var difference = (BitSet) here.clone();
        difference.xor(there);
        difference.stream().forEach(message -> {
            String how = here.get(message) ? "only " + source + " has " : source + " does not have ";
            charges.add(Offence.HISTORIES_DIFFER, how + describe(message));
        });
    }

    private String describe(int message) {
        return "message " + message + " of channel " + posts.channel(message) + " at " + posts.ts(message);
    }
}
