// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.preservation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.DirectoryQueries.FindChannel;
import dev.hansard.api.DirectoryQueries.FindWorkspaceByName;
import dev.hansard.api.DirectoryQueries.ListMembers;
import dev.hansard.api.DirectoryQueries.ListPeople;
import dev.hansard.api.MessageCommands.AddReaction;
import dev.hansard.api.MessageCommands.DeleteMessage;
import dev.hansard.api.MessageCommands.EditMessage;
import dev.hansard.api.MessageCommands.PostMessage;
import dev.hansard.api.MessageCommands.ScheduleMessage;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents.Kind;
import dev.hansard.api.MessageQueries.FindHistory;
import dev.hansard.api.PersonCommands.SetProfile;
import dev.hansard.api.PersonKey;
import dev.hansard.api.ReaderCommands.MarkRead;
import dev.hansard.api.ReaderCommands.SetPresence;
import dev.hansard.api.ReaderCommands.ShowConversation;
import dev.hansard.api.RetentionRule;
import dev.hansard.api.Ts;
import dev.hansard.axon.bus.Queries;
import dev.hansard.axon.process.ReadModels;
import dev.hansard.axon.shards.Move;
import dev.hansard.axon.shards.MoveState;
import dev.hansard.axon.shards.ShardMoves;
import dev.hansard.axon.store.Shards;
import dev.hansard.server.preservation.RecordingDriver.Executed;
import dev.hansard.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Records every statement of two workspaces on two shards, and of a move: none crosses shards, and each names the shard key but
 * those that {@link ShardKeys} lists with their reason.
 */
class StatementsIT {
    private static RecordingDriver driver;
    private static ConfigurableApplicationContext context;

    @BeforeAll
    static void start() throws SQLException {
        driver = RecordingDriver.register();
        context = Installation.on(
                TestDatabase.fresh("eu").url(),
                "hansard.store.shards[0].region=eu",
                "hansard.store.shards[1].url=" + TestDatabase.fresh("us").url(),
                "hansard.store.shards[1].username=root",
                "hansard.store.shards[1].region=us",
                "hansard.shards.linger=3s",
                "hansard.shards.look=50ms");
    }

    @AfterAll
    static void stop() throws SQLException {
        if (context != null) context.close();
        driver.deregister();
    }

    @Test
    void noStatementShouldCrossShardsOrLackItsShardKey() throws Exception {
        // What a start asks about the whole installation.
        RecordingDriver.take();
        var one = new Room(context);
        var two = new Room(context);
        Shards shards = context.getBean(Shards.class);
        assertThat(shards.of(one.workspace).id())
                .isNotEqualTo(shards.of(two.workspace).id());
        use(one);
        use(two);
        List<Executed> before = RecordingDriver.take();
        requireAll(before);
        Set<String> complaints = new TreeSet<>(complaints(before, shards, one, two, null));

        ShardMoves moves = context.getBean(ShardMoves.class);
        moves.move(one.workspace, shards.of(two.workspace).id(), true);
        Room.await(() -> {
            Move move = moves.find(one.workspace);
            return move != null && move.state() == MoveState.DONE;
        });
        use(one);
        complaints.addAll(complaints(RecordingDriver.take(), shards, one, two, one));
        assertThat(complaints).isEmpty();
    }

    /** Nothing would be complained about either if nothing was recorded. */
    private static void requireAll(List<Executed> recorded) {
        Map<String, Long> written = recorded.stream()
                .filter(each -> each.sql().startsWith("INSERT INTO event"))
                .collect(Collectors.groupingBy(Executed::database, Collectors.counting()));
        assertThat(written).hasSize(2);
        for (String database : written.keySet()) {
            assertThat(recorded)
                    .anyMatch(each -> each.database().equals(database)
                            && each.sql().startsWith("SELECT")
                            && each.sql().contains("timeline_message"))
                    .anyMatch(each -> each.database().equals(database + "_keys")
                            && each.sql().contains("content_key"));
        }
    }

    @Test
    void everyTableShouldHaveAShardKeyOrBeAboutItsShardAndBeDocumented() throws Exception {
        Shards shards = context.getBean(Shards.class);
        String page = Files.readString(Path.of(System.getProperty("hansard.root", ".."), "docs/vitess.md"));
        assertThat(keys(shards.shard(0)).columns().keySet())
                .allSatisfy(table -> assertThat(page).contains("`" + table.replaceFirst("_g\\d+$", "") + "`"));
        for (Shards.Shard shard : shards.all())
            assertThat(keys(shard).unkeyedTables()).isEmpty();
        assertThat(foreignKeys(shards)).isZero();
    }

    @Test
    void whatIsLookedForShouldBeNoticed() throws SQLException {
        ShardKeys keys = keys(context.getBean(Shards.class).shard(0));
        Map<String, Set<String>> foreign = Map.of("eu", Set.of("T2"));
        for (String bad : List.of(
                "SELECT facts FROM event WHERE type = ?",
                "UPDATE reader_mark SET last_read = 0",
                "DELETE FROM idempotent_call WHERE created < ?",
                "INSERT INTO reader_presence (away) VALUES (1)",
                "SELECT LAST_INSERT_ID()",
                "SELECT facts FROM event WHERE stream = 'T2/C1'")) {
            assertThat(keys.complaints(List.of(new Executed("eu", bad, Set.of())), foreign))
                    .as(bad)
                    .hasSize(1);
        }
        String fine = "SELECT facts FROM event WHERE stream = ?";
        assertThat(keys.complaints(List.of(new Executed("eu", fine, Set.of("T1/C1"))), foreign))
                .isEmpty();
        assertThat(keys.complaints(List.of(new Executed("eu", fine, Set.of("T2/C1"))), foreign))
                .hasSize(1);
    }

    /** Counted, not timed. The bounds are what was counted when they were set; who makes posts cheaper lowers them. */
    @Test
    void postsShouldShareTheirStatements() {
        var room = new Room(context);
        written(() -> room.post(Room.BEN, "first"), room);

        assertThat(written(() -> room.post(Room.BEN, "alone"), room))
                .isEqualTo(Map.of(
                        "INSERT INTO event",
                        1L,
                        "UPDATE stream_head",
                        1L,
                        "INSERT INTO timeline_message_g1",
                        1L,
                        "UPDATE projection_token",
                        1L));
        int posts = 1_000;
        Map<String, Long> together = written(
                () -> CompletableFuture.allOf(IntStream.range(0, posts)
                                .mapToObj(i -> room.sendLater(new PostMessage(
                                        room.channel,
                                        Kind.PLAIN,
                                        null,
                                        false,
                                        null,
                                        MessageContent.ofText("together " + i),
                                        Room.THEN,
                                        Room.BEN)))
                                .toArray(CompletableFuture[]::new))
                        .join(),
                room);
        // 735 were counted. One after the other they would be 4,000.
        assertThat(together.values().stream().mapToLong(Long::longValue).sum())
                .as("%s posts together: %s", posts, together)
                .isLessThan(posts * 3 / 2);
    }

    /** What is written until all read models have it, by the beginning of the statement, but for what happens by the clock. */
    private static Map<String, Long> written(Runnable action, Room room) {
        RecordingDriver.take();
        action.run();
        ReadModels readModels = context.getBean(ReadModels.class);
        int shard = context.getBean(Shards.class).of(room.workspace).id();
        for (ReadModels.Status each : readModels.status()) {
            if (each.shard() == shard) readModels.catchUp(each.projection(), shard);
        }
        return RecordingDriver.take().stream()
                .map(Executed::sql)
                .filter(sql ->
                        sql.startsWith("INSERT") || sql.startsWith("UPDATE") && !sql.contains("owner = ?, claimed"))
                .filter(sql -> !sql.contains("cluster_node"))
                .collect(Collectors.groupingBy(StatementsIT::beginning, TreeMap::new, Collectors.counting()));
    }

    private static String beginning(String sql) {
        return Arrays.stream(sql.strip().split("[\\s(]+"))
                .limit(sql.startsWith("INSERT") ? 3 : 2)
                .collect(Collectors.joining(" "));
    }

    private static void use(Room room) {
        Ts said = room.post(Room.BEN, "said");
        Ts edited = room.post(Room.BEN, "first");
        Ts deleted = room.post(Room.BEN, "regretted");
        Instant now = Instant.now();
        room.send(new EditMessage(room.channel, edited, MessageContent.ofText("second"), false, Room.THEN, Room.BEN));
        room.send(new DeleteMessage(room.channel, deleted, Room.THEN, Room.BEN));
        room.send(new AddReaction(room.channel, said, "tada", now, Room.ANN));
        room.send(new ScheduleMessage(
                room.channel,
                dev.hansard.api.Ids.random('Q'),
                now.plusSeconds(3_600).getEpochSecond(),
                null,
                false,
                MessageContent.ofText("later"),
                now,
                Room.BEN));
        room.send(new MarkRead(room.channel, said, Room.ANN));
        room.send(new ShowConversation(room.channel, true, Room.ANN));
        room.send(new SetPresence(room.workspace, true, Room.ANN));
        room.send(new SetProfile(new PersonKey(room.workspace, Room.BEN.user()), Room.profile("Benjamin"), Room.BEN));
        room.send(room.erase(deleted));
        room.retain(RetentionRule.deleteAfter(3_000));
        String hold = room.hold(Room.holding(Room.ANN.user()));
        room.release(hold);
        Queries queries = context.getBean(Queries.class);
        queries.ask(new FindHistory(room.channel, Ts.ZERO, Ts.MAX, true, 100, null, Room.ANN));
        queries.ask(new ListPeople(room.workspace, null, 100));
        queries.ask(new FindChannel(room.channel, Room.ANN));
        queries.ask(new ListMembers(room.channel, null, 100, Room.ANN));
        queries.ask(new FindWorkspaceByName(room.workspace.value()));
    }

    /** @param moved a room that both shards may name, or null */
    private static Set<String> complaints(List<Executed> all, Shards shards, Room one, Room two, @Nullable Room moved)
            throws SQLException {
        Map<String, Set<String>> foreign = new HashMap<>();
        for (Shards.Shard shard : shards.all()) {
            var others = new HashSet<String>();
            for (Room room : List.of(one, two)) {
                boolean here = shards.of(room.workspace).id() == shard.id();
                if (!here && room != moved) others.add(room.workspace.value());
            }
            try (Connection connection = shard.reader().getConnection()) {
                foreign.put(connection.getCatalog(), others);
                foreign.put(connection.getCatalog() + "_keys", others);
            }
        }
        return keys(shards.shard(0)).complaints(all, foreign);
    }

    private static ShardKeys keys(Shards.Shard shard) throws SQLException {
        try (Connection connection = shard.reader().getConnection()) {
            return ShardKeys.of(connection);
        }
    }

    private static long foreignKeys(Shards shards) throws SQLException {
        long found = 0;
        for (Shards.Shard shard : shards.all()) {
            try (Connection connection = shard.reader().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT (SELECT COUNT(*) FROM"
                            + " information_schema.referential_constraints WHERE constraint_schema = DATABASE())"
                            + " + (SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = DATABASE()"
                            + " AND extra LIKE '%auto_increment%')")) {
                row.next();
                found += row.getLong(1);
            }
        }
        return found;
    }
}
