// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import dev.hansard.api.AuditEvents;
import dev.hansard.api.ChannelEvents;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.Erases;
import dev.hansard.api.MessageEvents;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.Range;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A node that follows this one. Until it has said what it wants it is told everything; and as somebody there may have been
 * made a member by an event that is still on its way, a channel that gets a member counts as wanted until the node has passed
 * that event.
 */
final class Follower {
    private record Joined(int shard, long position) {}

    private final String node;
    private final boolean edge;
    private final boolean everything;
    private final ServerCallStreamObserver<byte[]> out;
    private final Set<ChannelKey> wanted = new HashSet<>();
    private final Map<ChannelKey, Joined> joined = new HashMap<>();

    /** What it need not hear of, not yet told, by shard: only that it is passed. */
    private final Map<Integer, Range> quiet = new HashMap<>();

    private boolean filtered;
    private boolean knowsInterest;
    private boolean skipping;
    private volatile long heardNanos = System.nanoTime();

    Follower(Frame.Hello hello, ServerCallStreamObserver<byte[]> out) {
        this.node = hello.node();
        this.edge = hello.edge();
        this.everything = hello.everything();
        this.out = out;
    }

    String node() {
        return node;
    }

    long heardNanos() {
        return heardNanos;
    }

    synchronized boolean isInterested(ChannelKey channel) {
        return edge && (!knowsInterest || wanted.contains(channel));
    }

    synchronized void heard(Frame.Interest interest, long[] positions) {
        heardNanos = System.nanoTime();
        if (interest.reset()) wanted.clear();
        wanted.addAll(interest.more());
        interest.less().forEach(wanted::remove);
        knowsInterest = true;
        filtered = !everything;
        send(new Frame.Confirmed(interest.number(), positions));
    }

    synchronized void heard(Frame.At at) {
        heardNanos = System.nanoTime();
        joined.values()
                .removeIf(each -> each.shard < at.positions().length && each.position <= at.positions()[each.shard]);
    }

    /** @param encoding makes each event's bytes once for all followers */
    synchronized void passed(Range range, boolean own, Encoding encoding) {
        var events = new ArrayList<byte[]>();
        for (CommittedEvent committed : range.events()) {
            DomainEvent event = committed.event();
            if (!everything && event instanceof ChannelEvents about && addsMember(about)) {
                joined.put(about.channel(), new Joined(range.shard(), committed.position()));
            }
            if (own && wants(event)) events.add(encoding.of(committed));
        }
        if (own) tell(range, events);
    }

    private static boolean addsMember(ChannelEvents event) {
        return event instanceof ChannelEvents.ChannelCreated || event instanceof ChannelEvents.MemberJoined;
    }

    private boolean wants(DomainEvent event) {
        if (!filtered || event instanceof Erases) return true;
        return switch (event) {
            case MessageEvents about -> wanted.contains(about.channel()) || joined.containsKey(about.channel());
            case AuditEvents audit -> false;
            case DomainEvent other -> true;
        };
    }

    private void tell(Range range, List<byte[]> events) {
        long first = range.first();
        Range before = quiet.remove(range.shard());
        if (before != null && before.last() + 1 == first) first = before.first();
        else if (before != null) tellQuiet(before);
        if (events.isEmpty()) quiet.put(range.shard(), new Range(range.shard(), first, range.last(), List.of()));
        else sendIfReady(new Frame.Committed(range.shard(), first, range.last(), events));
    }

    /** Tells how far the record is where there was nothing else to tell lately. */
    synchronized void tellQuiet() {
        quiet.values().forEach(this::tellQuiet);
        quiet.clear();
    }

    private void tellQuiet(Range range) {
        sendIfReady(new Frame.Committed(range.shard(), range.first(), range.last(), List.of()));
    }

    /** Whoever does not keep up reads the record itself. */
    private void sendIfReady(Frame frame) {
        if (out.isReady()) send(frame);
        else skipping = true;
    }

    synchronized void ready(long[] positions) {
        if (!skipping) return;
        skipping = false;
        for (int shard = 0; shard < positions.length; shard++) {
            send(new Frame.Committed(shard, positions[shard] + 1, positions[shard], List.of()));
        }
    }

    synchronized void send(Frame frame) {
        if (!out.isCancelled()) out.onNext(Frames.encode(frame));
    }

    synchronized void end(Throwable why) {
        if (!out.isCancelled()) out.onError(why);
    }

    /** The bytes of an event. */
    @FunctionalInterface
    interface Encoding {
        byte[] of(CommittedEvent event);
    }
}
