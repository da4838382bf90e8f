// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the event store.
 *
 * @param shards one database each; the position in the list is the shard's id and must never change
 * @param readers connections of each shard's pool for reading and projecting, and of that for answers of single statements
 * @param maxQueuedAppends appends that may wait for a shard's writer; more are refused with {@code service_unavailable}
 * @param maxBatch events that share one commit at most
 * @param commitDeadline how long a commit is tried while the database is away before the sender is told
 * @param foreignPoll how often a shard is asked for commits of other processes
 * @param snapshotEvery events of a stream between snapshots
 * @param cachedAggregates aggregates kept in memory
 * @param cachedEventBytes memory for events read by position
 * @param projectionBatch events that a projection commits together while it keeps up
 * @param replayBatch events that a projection commits together while it rebuilds
 * @param regions what is particular to a region, by its label
 */
@ConfigurationProperties("hansard.store")
public record StoreSettings(
        List<ShardSettings> shards,
        @DefaultValue("16") int readers,
        @DefaultValue("20000") int maxQueuedAppends,
        @DefaultValue("1000") int maxBatch,
        @DefaultValue("10s") Duration commitDeadline,
        @DefaultValue("100ms") Duration foreignPoll,
        @DefaultValue("500") int snapshotEvery,
        @DefaultValue("20000") int cachedAggregates,
        @DefaultValue("67108864") long cachedEventBytes,
        @DefaultValue("1000") int projectionBatch,
        @DefaultValue("5000") int replayBatch,
        @DefaultValue Map<String, Region> regions) {
    /**
     * Where a region keeps what it does not keep in its databases.
     *
     * @param folder for search index, exports and transparency logs, each in a folder of its own; null for the places that
     *     an installation without regions has
     * @param masterKey file of the master key over the region's content keys; null for the installation's
     */
    public record Region(@Nullable Path folder, @Nullable Path masterKey) {}

    /**
     * @param url JDBC URL of the MySQL database
     * @param region label for data residency
     */
    public record ShardSettings(
            String url,
            String username,
            @Nullable String password,
            @DefaultValue("local") String region) {}

    private static final Region NOTHING = new Region(null, null);

    public StoreSettings {
        if (shards == null || shards.isEmpty()) throw new IllegalArgumentException("hansard.store.shards is empty");
        shards = List.copyOf(shards);
        regions = Map.copyOf(regions);
        for (String region : regions.keySet()) {
            if (shards.stream().noneMatch(shard -> shard.region().equals(region))) {
                throw new IllegalArgumentException("hansard.store.regions." + region + " has no shard");
            }
        }
        positive("readers", readers);
        positive("max-queued-appends", maxQueuedAppends);
        positive("max-batch", maxBatch);
        positive("snapshot-every", snapshotEvery);
        positive("cached-aggregates", cachedAggregates);
        positive("projection-batch", projectionBatch);
        positive("replay-batch", replayBatch);
    }

    /** What is particular to a shard's region; nothing is where nothing is set. */
    public Region regionOf(int shard) {
        return regions.getOrDefault(shards.get(shard).region(), NOTHING);
    }

    /** The defaults, for these databases. */
    public static StoreSettings of(List<ShardSettings> shards) {
        return new StoreSettings(
                shards,
                16,
                20_000,
                1_000,
                Duration.ofSeconds(10),
                Duration.ofMillis(100),
                500,
                20_000,
                64L << 20,
                1_000,
                5_000,
                Map.of());
    }

    private static void positive(String name, int value) {
        if (value <= 0) throw new IllegalArgumentException("hansard.store." + name + " must be positive");
    }
}
