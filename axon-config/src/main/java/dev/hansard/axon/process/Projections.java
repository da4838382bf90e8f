// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.process;

import dev.hansard.axon.store.CommitFeed;
import dev.hansard.axon.store.EventStores;
import dev.hansard.axon.store.Shards.Shard;
import dev.hansard.axon.store.StoreSettings;
import dev.hansard.axon.store.StoreUnavailable;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All projections on all shards. */
public final class Projections implements ReadModels, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private record Key(String projection, int shard) {}

    private final Map<Key, ProjectionRunner> runners = new HashMap<>();
    private final Owner owner = new Owner();
    private final EventStores stores;
    private final CommitFeed.Subscription subscription;
    private final Map<String, OutsideReadModel> outside;

    public Projections(EventStores stores, List<Projection> projections, StoreSettings settings, MeterRegistry meters) {
        this(stores, projections, List.of(), settings, meters);
    }

    /** @param outside told of and rebuilt with the projections; it follows the record by itself */
    public Projections(
            EventStores stores,
            List<Projection> projections,
            List<OutsideReadModel> outside,
            StoreSettings settings,
            MeterRegistry meters) {
        this.stores = stores;
        this.outside = outside.stream().collect(Collectors.toMap(OutsideReadModel::name, Function.identity()));
        try {
            for (Shard shard : stores.shards().all()) {
                var table = new ProjectionTable(shard, owner.name());
                for (Projection projection : projections) {
                    var runner = new ProjectionRunner(projection, shard, stores, settings, table);
                    runners.put(new Key(projection.name(), shard.id()), runner);
                    Gauge.builder(
                                    "hansard.projection.lag",
                                    runner,
                                    each -> each.status().lag())
                            .description("committed events that the read model does not show yet")
                            .tag("projection", projection.name())
                            .tag("shard", Integer.toString(shard.id()))
                            .register(meters);
                }
            }
        } catch (SQLException e) {
            throw new StoreUnavailable("starting projections", e);
        }
        this.subscription = stores.feed()
                .subscribe((shard, events) -> runners.forEach((key, runner) -> {
                    if (key.shard() == shard) runner.headway().wake();
                }));
    }

    private ProjectionRunner runner(String projection, int shard) {
        ProjectionRunner runner = runners.get(new Key(projection, shard));
        if (runner == null) throw new IllegalArgumentException("no projection " + projection + " on shard " + shard);
        return runner;
    }

    @Override
    public String table(String projection, int shard, String table) {
        return runner(projection, shard).generation().name(table);
    }

    @Override
    public void catchUp(String projection, int shard) {
        OutsideReadModel one = outside.get(projection);
        if (one != null) {
            one.await(shard, stores.knownHead(shard), PATIENCE);
            return;
        }
        runner(projection, shard).headway().await(stores.knownHead(shard), PATIENCE);
    }

    @Override
    public long head(int shard) {
        long head = stores.log().head(shard);
        stores.heard(shard, head);
        return head;
    }

    @Override
    public long position(String projection, int shard) {
        OutsideReadModel one = outside.get(projection);
        return one != null
                ? one.position(shard)
                : runner(projection, shard).headway().position();
    }

    @Override
    public List<Status> status() {
        return Stream.concat(
                        runners.values().stream().map(ProjectionRunner::status),
                        outside.values().stream().flatMap(each -> each.status().stream()))
                .sorted(java.util.Comparator.comparing(Status::projection).thenComparing(Status::shard))
                .toList();
    }

    @Override
    public boolean includeEverywhere(int shard, long position, boolean exactly) {
        for (Status each : status()) {
            if (each.shard() != shard) continue;
            if (each.position() < position || each.rebuilding() != null) return false;
        }
        try {
            long noted = exactly ? position : position - BatchRunner.MAX_UNPERSISTED;
            return !new ProjectionTable(stores.shards().shard(shard), owner.name()).isAnyBehind(noted);
        } catch (SQLException e) {
            throw new StoreUnavailable("looking how far projections are", e);
        }
    }

    @Override
    public List<DeadLetter> deadLetters() {
        var letters = new ArrayList<DeadLetter>();
        try {
            for (ProjectionRunner runner : runners.values()) letters.addAll(runner.deadLetters());
        } catch (SQLException e) {
            throw new StoreUnavailable("reading dead letters", e);
        }
        return letters;
    }

    @Override
    public int retryDeadLetters(String projection) {
        if (outside.containsKey(projection)) return 0;
        int left = 0;
        try {
            for (Shard shard : stores.shards().all())
                left += runner(projection, shard.id()).retryDeadLetters();
        } catch (SQLException e) {
            throw new StoreUnavailable("retrying dead letters", e);
        }
        return left;
    }

    @Override
    public void replay(String projection, Consumer<Progress> progress) {
        OutsideReadModel one = outside.get(projection);
        if (one != null) {
            one.replay(progress);
            return;
        }
        try {
            for (Shard shard : stores.shards().all()) {
                runner(projection, shard.id())
                        .replay(position ->
                                progress.accept(new Progress(shard.id(), position, stores.knownHead(shard.id()))));
            }
        } catch (SQLException e) {
            throw new StoreUnavailable("replaying " + projection, e);
        }
    }

    @Override
    public void close() {
        subscription.close();
        runners.values().forEach(ProjectionRunner::close);
        owner.close();
    }
}
