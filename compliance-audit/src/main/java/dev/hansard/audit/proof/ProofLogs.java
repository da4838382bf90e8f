// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import dev.hansard.axon.process.Owner;
import dev.hansard.axon.store.CommitFeed;
import dev.hansard.axon.store.EventStores;
import dev.hansard.axon.store.RawEvents;
import dev.hansard.axon.store.Shards;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The logs of all shards, each with what keeps it up to date. */
final class ProofLogs implements AutoCloseable {
    private final Map<Integer, LogFollower> followers = new TreeMap<>();
    private final Owner owner = new Owner();
    private final ProofKeys keys;
    private final CommitFeed.Subscription subscription;

    ProofLogs(ProofSettings settings, EventStores stores) {
        this.keys = new ProofKeys(settings.keys(), settings.origin());
        Path outside = settings.publish().directory();
        Shards shards = stores.shards();
        var record = new RawEvents(shards);
        if (settings.enabled()) {
            for (Shards.Shard shard : shards.all()) {
                String origin = keys.origin(shard.id());
                stores.written(shard.id()).keep();
                var log = new ProofLog(
                        shard.id(),
                        new RowSource(shard.id(), record, stores.written(shard.id())),
                        new LogFolder(directory(settings, shards, shard.id()).resolve(name(shard.id()))),
                        new LogRow(shard, origin, owner.name()),
                        keys.log(shard.id()),
                        keys.believed(shard.id()),
                        settings.origin() != null,
                        () -> outside == null ? null : PublishDirectory.last(outside, origin));
                followers.put(shard.id(), new LogFollower(log, settings.interval()));
            }
        }
        this.subscription = stores.feed().subscribe((shard, events) -> {
            LogFollower follower = followers.get(shard);
            if (follower != null) follower.wake(events.size());
        });
        followers.values().forEach(LogFollower::start);
    }

    private static Path directory(ProofSettings settings, Shards shards, int shard) {
        Path region = shards.folder(shard);
        return region == null ? settings.directory() : region.resolve("proofs");
    }

    static String name(int shard) {
        return "shard-" + shard;
    }

    ProofKeys keys() {
        return keys;
    }

    Iterable<LogFollower> all() {
        return followers.values();
    }

    @Nullable
    LogFollower find(int shard) {
        return followers.get(shard);
    }

    /** @throws ProofsUnavailable when the log cannot cover so many events in time */
    ProofLog.Published covering(int shard, long size, Duration patience) {
        LogFollower follower = followers.get(shard);
        if (follower == null) throw new ProofsUnavailable("no log is kept of shard " + shard);
        boolean covers = follower.await(size, patience);
        String halted = follower.halted();
        if (!covers && halted != null) throw new ProofsUnavailable("nothing is signed any more: " + halted);
        ProofLog.Published published = follower.log().published();
        if (published == null) {
            throw new ProofsUnavailable(
                    follower.isElsewhere() ? "another server keeps the log" : "nothing is logged yet");
        }
        if (!covers) throw new ProofsUnavailable("the log does not cover position " + size + " yet");
        return published;
    }

    @Override
    public void close() {
        subscription.close();
        followers.values().forEach(LogFollower::close);
        owner.close();
    }
}
