// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.testing;

import dev.hansard.api.DomainEvent;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Query;
import dev.hansard.api.Rejection;
import dev.hansard.axon.bus.AxonQueries;
import dev.hansard.axon.bus.Heads;
import dev.hansard.axon.bus.Queries;
import dev.hansard.axon.process.OutsideReadModel;
import dev.hansard.axon.process.ReadModels;
import dev.hansard.axon.store.EventLog;
import dev.hansard.axon.store.EventStores;
import dev.hansard.axon.store.Shards;
import dev.hansard.axon.store.StoreSettings;
import dev.hansard.query.QueryRole;
import dev.hansard.query.directory.DirectoryProjection;
import dev.hansard.query.history.TimelineProjection;
import dev.hansard.query.search.MessageIndex;
import dev.hansard.testing.TestDatabase;
import dev.hansard.testing.TestRecord;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.queryhandling.annotation.AnnotationQueryHandlerAdapter;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.stereotype.Component;

/** The query side on a real record, asked over Axon's bus like the server does. */
public final class QuerySide implements AutoCloseable {
    public final TestRecord record;
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final Queries queries;

    public QuerySide(int shards) {
        this(shards, Map.of());
    }

    /** @param settings by their full names */
    public QuerySide(int shards, Map<String, Object> settings) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
        var databases =
                IntStream.range(0, shards).mapToObj(i -> TestDatabase.fresh()).toList();
        record = TestRecord.with(StoreSettings.of(databases), new TimelineProjection(), new DirectoryProjection());
        context.registerBean(Shards.class, record.stores::shards);
        context.registerBean(EventLog.class, record.stores::log);
        // The record closes its stores itself.
        context.registerBean(
                EventStores.class,
                () -> record.stores,
                bean -> ((AbstractBeanDefinition) bean).setDestroyMethodName(""));
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean(ReadModels.class, () -> record.readModels);
        context.register(QueryRole.class);
        context.refresh();
        var bus = SimpleQueryBus.builder().build();
        for (Object each : context.getBeansWithAnnotation(Component.class).values()) {
            new AnnotationQueryHandlerAdapter<>(each).subscribe(bus);
        }
        queries = new AxonQueries(bus, new Heads(record.stores, false));
    }

    public QuerySide() {
        this(1);
    }

    public void append(DomainEvent... events) {
        record.append(events);
    }

    public void append(Collection<? extends DomainEvent> events) {
        record.append(events.toArray(DomainEvent[]::new));
    }

    public <R> R ask(Query query) {
        return queries.ask(query);
    }

    /** What the query is refused with, or null when it is answered. */
    public ErrorCode refusal(Query query) {
        try {
            queries.ask(query);
            return null;
        } catch (Rejection e) {
            return e.code();
        }
    }

    /** Returns when everything that was appended can be found. */
    public void awaitSearch() {
        OutsideReadModel search = context.getBean(OutsideReadModel.class);
        for (Shards.Shard shard : record.stores.shards().all()) {
            if (!search.await(shard.id(), record.stores.log().head(shard.id()), Duration.ofSeconds(30))) {
                throw new IllegalStateException("the search index does not catch up");
            }
            context.getBean(MessageIndex.class).refresh(shard.id());
        }
    }

    /** Writes state that is not events. */
    public void write(int shard, String sql, Object... values) {
        try (Connection connection =
                        record.stores.shards().shard(shard).reader().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
            statement.executeUpdate();
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static List<String> projections() {
        return List.of(TimelineProjection.NAME, DirectoryProjection.NAME);
    }

    @Override
    public void close() {
        context.close();
        record.close();
    }
}
