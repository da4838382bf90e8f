// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageCommands.AddReaction;
import dev.hansard.api.MessageCommands.PostMessage;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.Rejection;
import dev.hansard.api.Role;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.AxonConfiguration;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventStores;
import dev.hansard.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Commands through the real Axon configuration into a real database. */
class DurableCommandsIT {
    private static final Actor ANN = new Actor(new UserId("U1"), Role.MEMBER, null, "A1");
    private static ConfigurableApplicationContext context;
    private static Commands commands;
    private static EventStores stores;

    @Configuration
    @EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
    @Import({AxonConfiguration.class, Notebook.class})
    static class Application {
        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }

    @BeforeAll
    static void start() {
        var shard = TestDatabase.fresh();
        context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "hansard.store.shards[0].url=" + shard.url(),
                        "hansard.store.shards[0].username=root",
                        "hansard.keys.file="
                                + Path.of("target", "keys", UUID.randomUUID().toString()),
                        "hansard.store.snapshot-every=50",
                        "axon.axonserver.enabled=false",
                        "axon.timeout.enabled=false",
                        "logging.level.root=warn")
                .run();
        commands = context.getBean(Commands.class);
        stores = context.getBean(EventStores.class);
        stores.shards().place(new WorkspaceId("T1"), null);
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void axonShouldUseOurPartsAndNotItsFallbacks() {
        assertThat(context.getBean(EventStore.class)).isInstanceOf(EmbeddedEventStore.class);
        assertThat(context.getBean(EventStorageEngine.class)).isSameAs(stores.engine());
        assertThat(context.getBean(TransactionManager.class)).isSameAs(NoTransactionManager.instance());
        assertThat(context.getBean(CommandBus.class)).isInstanceOf(DurableCommandBus.class);
        assertThat(context.getBean(Commands.class)).isInstanceOf(AxonCommands.class);
    }

    @Test
    void everyCommandShouldTakeEffectOnceWhenManyComeAtOnce() throws Exception {
        int senders = 32;
        int each = 50;
        var answers = new ArrayList<CompletableFuture<Integer>>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int sender = 0; sender < senders; sender++) {
                executor.execute(() -> {
                    for (int i = 0; i < each; i++) {
                        CompletableFuture<Integer> answer = commands.send(post("C1", null), Commands.Origin.PLATFORM);
                        synchronized (answers) {
                            answers.add(answer);
                        }
                    }
                });
            }
        }
        List<Integer> numbers =
                answers.stream().map(CompletableFuture::join).sorted().toList();
        assertThat(numbers)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, senders * each).boxed().toList());
        List<CommittedEvent> stream = stores.log().stream("T1/C1", 0, 10_000);
        assertThat(stream).hasSize(senders * each);
        Ts last = Ts.ZERO;
        for (CommittedEvent event : stream) {
            Ts ts = ((MessageEvents) event.event()).ts();
            assertThat(ts).isGreaterThan(last);
            last = ts;
        }
        CommittedEvent first = stream.getFirst();
        assertThat(first.meta().actor()).isEqualTo("U1");
        assertThat(first.meta().cause()).isNotBlank();
    }

    @Test
    void sameClientIdShouldBePostedOnceWhenItComesManyTimesAtOnce() {
        var answers = new ArrayList<CompletableFuture<Integer>>();
        for (int i = 0; i < 40; i++)
            answers.add(commands.send(post("C2", i % 4 == 3 ? null : "same"), Commands.Origin.PLATFORM));
        long first = answers.stream()
                .map(CompletableFuture::join)
                .filter(n -> n == -1)
                .count();
        assertThat(first).isEqualTo(29);
        assertThat(stores.log().stream("T1/C2", 0, 100)).hasSize(11);
    }

    @Test
    void refusalShouldReachTheSender() {
        commands.sendAndWait(post("C3", null), Commands.Origin.PLATFORM);
        commands.sendAndWait(react("C3", "x"), Commands.Origin.PLATFORM);
        assertThatThrownBy(() -> commands.sendAndWait(react("C3", "x"), Commands.Origin.PLATFORM))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ALREADY_REACTED));
        assertThatThrownBy(() -> commands.sendAndWait(react("C4", "x"), Commands.Origin.PLATFORM))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND));
    }

    @Test
    void commandShouldBeRepeatedWhenAnotherProcessWroteToTheStream() throws Exception {
        commands.sendAndWait(post("C5", null), Commands.Origin.PLATFORM);
        try (Connection connection = stores.shards().shard(0).reader().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE stream_head SET position = position + 1");
            statement.executeUpdate(
                    "INSERT INTO event SELECT (SELECT position FROM stream_head), workspace, stream, sequence + 1, type,"
                            + " revision, at, subject + 1, once_key, meta, facts, NULL FROM event WHERE stream ="
                            + " 'T1/C5'");
            connection.commit();
        }
        int number = commands.sendAndWait(post("C5", null), Commands.Origin.PLATFORM);
        assertThat(number).isEqualTo(3);
        assertThat(stores.log().stream("T1/C5", 0, 10)).hasSize(3);
    }

    @Test
    void aggregateShouldComeBackFromItsSnapshotAndWhatFollowed() throws Exception {
        for (int i = 0; i < 120; i++) commands.sendAndWait(post("C6", null), Commands.Origin.PLATFORM);
        for (int i = 0; i < 500 && snapshotSequence() < 0; i++) TimeUnit.MILLISECONDS.sleep(10);
        assertThat(snapshotSequence()).isPositive();
        context.getBean(AggregateCache.class).removeAll();
        int number = commands.sendAndWait(post("C6", null), Commands.Origin.PLATFORM);
        assertThat(number).isEqualTo(121);
    }

    private static long snapshotSequence() throws Exception {
        try (Connection connection = stores.shards().shard(0).reader().getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT sequence FROM snapshot WHERE stream = 'T1/C6'")) {
            return row.next() ? row.getLong(1) : -1;
        }
    }

    private static PostMessage post(String channel, String clientMsgId) {
        return new PostMessage(
                ChannelKey.of("T1", channel),
                MessageEvents.Kind.PLAIN,
                null,
                false,
                clientMsgId,
                MessageContent.ofText("hello"),
                Instant.now(),
                ANN);
    }

    private static AddReaction react(String channel, String name) {
        return new AddReaction(ChannelKey.of("T1", channel), Ts.ZERO, name, Instant.now(), ANN);
    }
}
