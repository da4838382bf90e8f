// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import dev.hansard.api.ChannelKey;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventStores;
import dev.hansard.axon.store.Range;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The nodes that follow this one, and what they are told. */
final class Followers implements EventStores.Relay {
    private static final Logger LOG = LoggerFactory.getLogger(Followers.class);

    /** Hears what the edges of other nodes tell this one. */
    @FunctionalInterface
    interface Told {
        void told(String node, String topic, byte[] message);
    }

    private final EventStores stores;
    private final int buffer;
    private final Told told;
    private final EventBytes bytes = new EventBytes();
    private final Set<Follower> all = ConcurrentHashMap.newKeySet();
    private volatile Runnable onNewcomer = () -> {};

    Followers(EventStores stores, int buffer, Told told) {
        this.stores = stores;
        this.buffer = buffer;
        this.told = told;
    }

    /** Who follows this node is to be followed as soon: {@code then} runs when one begins to. */
    void onNewcomer(Runnable then) {
        onNewcomer = then;
    }

    /** The nodes that hear what this one commits. */
    Set<String> nodes() {
        return all.stream().map(Follower::node).collect(Collectors.toSet());
    }

    @Override
    public void passed(Range range, boolean own) {
        if (all.isEmpty()) return;
        Map<CommittedEvent, byte[]> encoded = new IdentityHashMap<>();
        for (Follower follower : all) {
            follower.passed(range, own, event -> encoded.computeIfAbsent(event, bytes::encode));
        }
    }

    /** The nodes with a reader of the channel. */
    Set<String> interested(ChannelKey channel) {
        return all.stream()
                .filter(follower -> follower.isInterested(channel))
                .map(Follower::node)
                .collect(Collectors.toSet());
    }

    void tellQuiet() {
        all.forEach(Follower::tellQuiet);
    }

    void tellAlive() {
        all.forEach(follower -> follower.send(new Frame.Alive()));
    }

    void tellLeaving() {
        all.forEach(follower -> follower.send(new Frame.Leaving()));
    }

    /** Lets go of those that have been silent; they come back if they are there. */
    void sweep(Duration silence) {
        long before = System.nanoTime() - silence.toNanos();
        for (Follower follower : all) {
            if (follower.heardNanos() - before < 0) {
                all.remove(follower);
                follower.end(Status.UNAVAILABLE.withDescription("not heard of").asRuntimeException());
            }
        }
    }

    /** A node begins to follow this one. */
    StreamObserver<byte[]> follow(StreamObserver<byte[]> answers) {
        var out = (ServerCallStreamObserver<byte[]>) answers;
        var stream = new Stream(out);
        out.setOnReadyThreshold(buffer);
        out.setOnReadyHandler(stream::ready);
        out.setOnCancelHandler(stream::ended);
        return stream;
    }

    private final class Stream implements StreamObserver<byte[]> {
        private final ServerCallStreamObserver<byte[]> out;
        private @Nullable Follower follower;

        Stream(ServerCallStreamObserver<byte[]> out) {
            this.out = out;
        }

        @Override
        public void onNext(byte[] frame) {
            switch (Frames.decode(frame)) {
                case Frame.Hello hello -> begin(hello);
                case Frame.Interest interest -> {
                    if (follower != null) follower.heard(interest, positions());
                }
                case Frame.At at -> {
                    if (follower != null) follower.heard(at);
                }
                case Frame.Tell(String topic, byte[] message) -> {
                    if (follower != null) told.told(follower.node(), topic, message);
                }
                case Frame other ->
                    LOG.warn("a follower sent {}", other.getClass().getSimpleName());
            }
        }

        /** In this order nothing is missed: what is committed in between is told, and lies before where it starts. */
        private void begin(Frame.Hello hello) {
            var fresh = new Follower(hello, out);
            follower = fresh;
            synchronized (fresh) {
                all.add(fresh);
                fresh.send(new Frame.Start(positions()));
            }
            onNewcomer.run();
        }

        void ready() {
            if (follower != null) follower.ready(positions());
        }

        void ended() {
            if (follower != null) all.remove(follower);
        }

        @Override
        public void onError(Throwable failure) {
            ended();
        }

        @Override
        public void onCompleted() {
            ended();
            out.onCompleted();
        }
    }

    private long[] positions() {
        return stores.shards().all().stream()
                .mapToLong(shard -> stores.feed().position(shard.id()))
                .toArray();
    }
}
