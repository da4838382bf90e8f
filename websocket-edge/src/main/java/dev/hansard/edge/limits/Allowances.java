// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.limits;

import dev.hansard.axon.cluster.Peers;
import dev.hansard.axon.store.StoreSettings;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The allowances of all kinds. An edge that is alone keeps them in its memory and asks nobody; as soon as there are others it
 * shares them. Its buckets begin anew at that moment.
 */
@Component
final class Allowances implements AutoCloseable {
    private final SharedLimitSettings settings;
    private final @Nullable StoreSettings store;
    private final BooleanSupplier others;
    private final MeterRegistry meters;
    private final Buckets local;
    private volatile @Nullable BucketStore shared;

    @Autowired
    Allowances(
            SharedLimitSettings settings,
            ObjectProvider<StoreSettings> store,
            ObjectProvider<Peers> peers,
            MeterRegistry meters) {
        this(settings, store.getIfAvailable(), others(peers.getIfAvailable()), meters, TimeMeter.SYSTEM_NANOTIME);
    }

    /** @param others whether there are other edges now */
    Allowances(
            SharedLimitSettings settings,
            @Nullable StoreSettings store,
            BooleanSupplier others,
            MeterRegistry meters,
            TimeMeter time) {
        this.settings = settings;
        this.store = store;
        this.others = others;
        this.meters = meters;
        this.local = new LocalBuckets(time);
    }

    private static BooleanSupplier others(@Nullable Peers peers) {
        return () -> peers != null && !peers.edges().isEmpty();
    }

    /** Takes one call; throws {@link TooManyCalls} when none is left. */
    void take(LimitKind kind, String name, int perMinute) {
        try {
            buckets().take(new BucketKey(kind, name, perMinute));
        } catch (TooManyCalls e) {
            Counter.builder("hansard.limits.refused")
                    .description("calls that a rate limit refused")
                    .tag("kind", kind.wire())
                    .register(meters)
                    .increment();
            throw e;
        }
    }

    /** Throws {@link TooManyCalls} when none is left; takes nothing. */
    void peek(LimitKind kind, String name, int perMinute) {
        buckets().peek(new BucketKey(kind, name, perMinute));
    }

    /** For tests: removes shared buckets that are full, as is done every minute; answers how many. */
    int sweep() throws SQLException {
        return store().sweep();
    }

    private Buckets buckets() {
        boolean together = switch (settings.shared()) {
            case NEVER -> false;
            case ALWAYS -> true;
            case AUTO -> others.getAsBoolean();
        };
        return together && store != null ? store().buckets() : local;
    }

    private BucketStore store() {
        BucketStore open = shared;
        return open != null ? open : openStore();
    }

    private synchronized BucketStore openStore() {
        BucketStore open = shared;
        if (open == null) {
            open = new BucketStore(Objects.requireNonNull(store).shards().getFirst(), settings, meters);
            shared = open;
        }
        return open;
    }

    @Override
    @PreDestroy
    public synchronized void close() {
        BucketStore open = shared;
        if (open != null) open.close();
    }
}
