// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageCommands.PostMessage;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.MessageEvents.MessagePosted;
import dev.hansard.api.Rejection;
import dev.hansard.api.Role;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.AxonConfiguration;
import dev.hansard.axon.shards.Move;
import dev.hansard.axon.shards.MoveState;
import dev.hansard.axon.shards.ShardMoves;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventStores;
import dev.hansard.axon.store.StoreSettings.ShardSettings;
import dev.hansard.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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

/** Two processes on two databases post to a workspace that moves, and to one that stays. */
class MoveUnderLoadIT {
    private static final Actor ANN = new Actor(new UserId("U1"), Role.MEMBER, null, "A1");
    private static final WorkspaceId MOVING = new WorkspaceId("T1");
    private static final WorkspaceId STAYING = new WorkspaceId("T2");
    private static final List<ConfigurableApplicationContext> PROCESSES = new ArrayList<>();

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
        ShardSettings first = TestDatabase.fresh("eu");
        ShardSettings second = TestDatabase.fresh("us");
        String keys = Path.of("target", "keys", UUID.randomUUID().toString()).toString();
        for (int i = 0; i < 2; i++) {
            PROCESSES.add(new SpringApplicationBuilder(Application.class)
                    .web(WebApplicationType.NONE)
                    .properties(
                            "hansard.store.shards[0].url=" + first.url(),
                            "hansard.store.shards[0].username=root",
                            "hansard.store.shards[0].region=eu",
                            "hansard.store.shards[1].url=" + second.url(),
                            "hansard.store.shards[1].username=root",
                            "hansard.store.shards[1].region=us",
                            "hansard.shards.linger=3s",
                            "hansard.shards.look=50ms",
                            "hansard.keys.file=" + keys,
                            "axon.axonserver.enabled=false",
                            "axon.timeout.enabled=false",
                            "logging.level.root=warn")
                    .run());
        }
        stores(0).shards().place(MOVING, "eu");
        stores(0).shards().place(STAYING, "eu");
    }

    @AfterAll
    static void stop() {
        PROCESSES.forEach(ConfigurableApplicationContext::close);
    }

    @Test
    void everyAcknowledgedPostShouldBeThereOnceAndInOrderWhenItsWorkspaceMoves() throws Exception {
        var going = new AtomicBoolean(true);
        var acked = new ConcurrentHashMap<ChannelKey, ConcurrentLinkedQueue<String>>();
        var failures = new ConcurrentLinkedQueue<Throwable>();
        var posters = new ArrayList<Thread>();
        for (int i = 0; i < 8; i++) {
            int number = i;
            ChannelKey channel = ChannelKey.of(i < 6 ? "T1" : "T2", "C" + (i % 3));
            posters.add(Thread.ofVirtual().start(() -> {
                Commands commands = PROCESSES.get(number % 2).getBean(Commands.class);
                for (int n = 0; going.get(); n++) {
                    String id = number + "-" + n;
                    send(commands, post(channel, id), failures);
                    acked.computeIfAbsent(channel, any -> new ConcurrentLinkedQueue<>())
                            .add(id);
                }
            }));
        }
        ShardMoves moves = PROCESSES.get(1).getBean(ShardMoves.class);
        Move there;
        Move back;
        try {
            TimeUnit.MILLISECONDS.sleep(500);
            there = move(moves, 1);
            back = move(moves, 0);
        } finally {
            going.set(false);
            for (Thread poster : posters) poster.join();
        }

        assertThat(failures).isEmpty();
        System.out.println("write pauses: " + there.pauseMillis() + " and " + back.pauseMillis() + " ms, "
                + acked.values().stream().mapToInt(ConcurrentLinkedQueue::size).sum() + " posts");
        for (EventStores stores : List.of(stores(0), stores(1))) {
            acked.forEach((channel, ids) -> requireOnceInOrder(stores, channel, ids));
        }
        assertThat(stores(0).log().stream("T1/C0", 0, 1).getFirst().shard()).isZero();
        assertThat(stores(0).shards().placement(MOVING).epoch()).isEqualTo(2);
        assertThat(stores(0).shards().placement(STAYING).epoch()).isZero();
    }

    /** Two processes that write the same channel all the time may be told to come again, as a client does. */
    private static void send(Commands commands, PostMessage post, Collection<Throwable> failures) {
        while (true) {
            try {
                commands.sendAndWait(post, Commands.Origin.PLATFORM);
                return;
            } catch (Rejection e) {
                if (e.code() != ErrorCode.SERVICE_UNAVAILABLE) {
                    failures.add(e);
                    return;
                }
            }
        }
    }

    private static Move move(ShardMoves moves, int to) throws InterruptedException {
        moves.move(MOVING, to, true);
        for (int i = 0; i < 3_000; i++) {
            Move move = Objects.requireNonNull(moves.find(MOVING));
            if (move.state() == MoveState.DONE) return move;
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new AssertionError("the move does not end: " + moves.find(MOVING));
    }

    private static void requireOnceInOrder(EventStores stores, ChannelKey channel, Iterable<String> acked) {
        var places = new HashMap<String, Long>();
        Ts last = Ts.ZERO;
        long sequence = 0;
        for (CommittedEvent event : stores.log().stream(channel.toString(), 0, 1_000_000)) {
            assertThat(event.sequence()).isEqualTo(sequence++);
            MessagePosted posted = (MessagePosted) event.event();
            assertThat(posted.ts()).isGreaterThan(last);
            last = posted.ts();
            assertThat(Objects.requireNonNull(posted.content()).text()).isEqualTo("hello " + posted.clientMsgId());
            assertThat(places.put(posted.clientMsgId(), event.sequence())).isNull();
        }
        Map<String, Long> latest = new HashMap<>();
        for (String id : acked) {
            assertThat(places).containsKey(id);
            // Each poster waits for its answer, so its own posts are in the order in which it made them.
            String poster = id.substring(0, id.indexOf('-'));
            Long before = latest.put(poster, places.get(id));
            if (before != null) assertThat(places.get(id)).isGreaterThan(before);
        }
    }

    private static EventStores stores(int process) {
        return PROCESSES.get(process).getBean(EventStores.class);
    }

    private static PostMessage post(ChannelKey channel, String id) {
        return new PostMessage(
                channel,
                MessageEvents.Kind.PLAIN,
                null,
                false,
                id,
                MessageContent.ofText("hello " + id),
                Instant.now(),
                ANN);
    }
}
