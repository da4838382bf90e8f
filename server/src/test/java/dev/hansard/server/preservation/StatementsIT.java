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
import dev.hansard.api.MessageCommands.ScheduleMessage;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageQueries.FindHistory;
import dev.hansard.api.PersonCommands.SetProfile;
import dev.hansard.api.PersonKey;
import dev.hansard.api.ReaderCommands.MarkRead;
import dev.hansard.api.ReaderCommands.SetPresence;
import dev.hansard.api.ReaderCommands.ShowConversation;
import dev.hansard.api.RetentionRule;
import dev.hansard.api.Ts;
import dev.hansard.axon.bus.Queries;
import dev.hansard.axon.shards.Move;
import dev.hansard.axon.shards.MoveState;
import dev.hansard.axon.shards.ShardMoves;
import dev.hansard.axon.store.Shards;
import dev.hansard.server.preservation.RecordingDriver.Executed;
import dev.hansard.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Records every statement of two workspaces on two shards, and of a move: none crosses shards, and each names the shard key but
 * those that are listed here with their reason.
 */
class StatementsIT {
    private static final Pattern TABLE =
            Pattern.compile("(?i)\\b(?:FROM|INTO|UPDATE|JOIN)\\s+`?([a-z_0-9]+)`?(?!\\s*\\()");
    private static final Pattern NEVER = Pattern.compile("(?i)LAST_INSERT_ID|GET_LOCK|LOCK TABLES|AUTO_INCREMENT|"
            + "FOREIGN KEY|\\bXA\\b|CREATE TRIGGER|CREATE PROCEDURE|\\bCALL\\b");
    private static final Pattern KEYED =
            Pattern.compile("(?i)\\b(workspace|stream|channel|person)\\b`?\\s*(=|IN\\b|>|<|LIKE\\b)");
    private static final List<String> KEYS = List.of("workspace", "stream", "channel", "person");

    /** Statements on tables of workspaces that are about a whole shard, and why. */
    private static final Map<Pattern, String> ABOUT_A_SHARD = Map.of(
            Pattern.compile("FROM event WHERE position"), "the shard's own order, which everything follows",
            Pattern.compile("FROM dead_letter WHERE projection = \\?"), "a read model's own failures on its shard",
            Pattern.compile("FROM workspace_fence$"), "a writer learns all fences of its shard",
            Pattern.compile("FROM shard_directory GROUP BY shard"), "placing a new workspace",
            Pattern.compile("FROM workspace_move (ORDER|WHERE)"), "moves are looked for on the first shard",
            Pattern.compile("FROM scheduled_due_g\\d+ WHERE post_at"), "what is due on a shard",
            Pattern.compile("FROM directory_workspace_g\\d+ WHERE (domain|name)"), "by name: every shard is asked",
            Pattern.compile("FROM [a-z_]+_(workspace|job)_g\\d+( |$)(?!.*WHERE)"),
                    "workers go through a shard's workspaces",
            Pattern.compile("DROP TABLE|CREATE TABLE|SHOW |information_schema"), "tables of read models");

    private static ConfigurableApplicationContext context;

    @BeforeAll
    static void start() {
        RecordingDriver.register();
        context = Installation.on(
                RecordingDriver.url(TestDatabase.fresh("eu").url()),
                "hansard.store.shards[0].region=eu",
                "hansard.store.shards[1].url="
                        + RecordingDriver.url(TestDatabase.fresh("us").url()),
                "hansard.store.shards[1].username=root",
                "hansard.store.shards[1].region=us",
                "hansard.shards.linger=3s",
                "hansard.shards.look=50ms");
    }

    @AfterAll
    static void stop() throws SQLException {
        context.close();
        RecordingDriver.deregister();
    }

    @Test
    void noStatementShouldCrossShardsOrLackItsShardKey() throws Exception {
        // Those of the migrations, which Flyway makes.
        RecordingDriver.take();
        var one = new Room(context);
        var two = new Room(context);
        Shards shards = context.getBean(Shards.class);
        assertThat(shards.of(one.workspace).id())
                .isNotEqualTo(shards.of(two.workspace).id());
        use(one);
        use(two);
        Set<String> complaints = new TreeSet<>(complaints(RecordingDriver.take(), shards, one, two, null));

        ShardMoves moves = context.getBean(ShardMoves.class);
        moves.move(one.workspace, shards.of(two.workspace).id(), true);
        Room.await(() -> {
            Move move = moves.find(one.workspace);
            return move != null && move.state() == MoveState.DONE;
        });
        use(one);
        complaints.addAll(complaints(RecordingDriver.take(), shards, one, two, one));
        assertThat(complaints).isEmpty();
        assertThat(foreignKeys(shards)).isZero();
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

    private static Set<String> complaints(List<Executed> all, Shards shards, Room one, Room two, Room moved)
            throws SQLException {
        var complaints = new TreeSet<String>();
        Map<String, Set<String>> foreign = new HashMap<>();
        Map<String, Set<String>> keys = new HashMap<>();
        for (Shards.Shard shard : shards.all()) {
            try (Connection connection = shard.reader().getConnection()) {
                String database = connection.getCatalog();
                var others = new HashSet<String>();
                for (Room room : List.of(one, two)) {
                    boolean here = shards.of(room.workspace).id() == shard.id();
                    if (!here && room != moved) others.add(room.workspace.value());
                }
                foreign.put(database, others);
                foreign.put(database + "_keys", others);
                keys.putAll(keys(connection));
            }
        }
        for (Executed each : all) {
            String sql = each.sql().replaceAll("\\s+", " ").strip();
            if (sql.contains("schema_history") || sql.startsWith("SET ") || sql.startsWith("SELECT @@")) continue;
            if (NEVER.matcher(sql).find()) complaints.add("never: " + sql);
            complaints.addAll(crossing(each, sql, foreign));
            complaints.addAll(withoutKey(sql, keys));
        }
        return complaints;
    }

    /** The directory of placements is the one thing that names workspaces of all shards. */
    private static List<String> crossing(Executed each, String sql, Map<String, Set<String>> foreign) {
        var found = new ArrayList<String>();
        if (sql.contains("shard_directory") || sql.contains("workspace_move")) return found;
        for (String other : foreign.getOrDefault(each.database(), Set.of())) {
            boolean named = each.texts().stream().anyMatch(text -> text.equals(other) || text.startsWith(other + "/"));
            if (named || sql.contains(other)) found.add("crosses shards: " + sql);
        }
        return found;
    }

    private static List<String> withoutKey(String sql, Map<String, Set<String>> keys) {
        var found = new ArrayList<String>();
        if (sql.startsWith("INSERT")
                || sql.startsWith("REPLACE")
                || KEYED.matcher(sql).find()) return found;
        if (ABOUT_A_SHARD.keySet().stream()
                .anyMatch(reason -> reason.matcher(sql).find())) return found;
        Matcher table = TABLE.matcher(sql);
        while (table.find()) {
            if (keys.containsKey(table.group(1))) found.add("without its shard key: " + sql);
        }
        return found;
    }

    /** The tables with rows of workspaces, and the columns that say whose. */
    private static Map<String, Set<String>> keys(Connection connection) throws SQLException {
        var keys = new HashMap<String, Set<String>>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT table_name, column_name FROM information_schema.columns"
                        + " WHERE table_schema IN (DATABASE(), CONCAT(DATABASE(), '_keys'))")) {
            while (row.next()) {
                if (!KEYS.contains(row.getString(2))) continue;
                keys.computeIfAbsent(row.getString(1), any -> new HashSet<>()).add(row.getString(2));
            }
        }
        return keys;
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
