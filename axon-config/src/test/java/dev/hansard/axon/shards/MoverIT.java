// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.PlacementEvents;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.process.Projection;
import dev.hansard.axon.store.AppendRefused;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.Fences;
import dev.hansard.axon.store.Shards.Placement;
import dev.hansard.axon.store.StoreSettings;
import dev.hansard.testing.TestDatabase;
import dev.hansard.testing.TestRecord;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moves on two real databases in two regions, cut off at every step. */
class MoverIT {
    private static final WorkspaceId HERE = new WorkspaceId("T1");
    private static final WorkspaceId OTHER = new WorkspaceId("T10");
    private static final ChannelKey GENERAL = ChannelKey.of("T1", "C1");
    private static final UserId ANN = new UserId("U1");
    private static final MoveSettings SETTINGS =
            new MoveSettings(Duration.ofSeconds(5), 5, Duration.ofSeconds(3), Duration.ofMillis(20));

    @TempDir
    Path folder;

    private TestRecord record;
    private final Set<String> cuts = ConcurrentHashMap.newKeySet();
    private ShardMoves moves;

    /** Counts messages by channel. */
    private static final class Counts implements Projection {
        @Override
        public String name() {
            return "counts";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public List<String> ddl() {
            return List.of("CREATE TABLE ${seen} (channel VARCHAR(50) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,"
                    + " ts BIGINT NOT NULL, PRIMARY KEY (channel, ts))");
        }

        @Override
        public void apply(List<CommittedEvent> events, Tables tables, Connection connection) throws SQLException {
            for (CommittedEvent event : events) {
                if (!(event.event() instanceof MessageEvents.MessagePosted posted)) continue;
                try (PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO " + tables.name("seen") + " VALUES (?, ?)")) {
                    insert.setString(1, posted.channel().toString());
                    insert.setLong(2, posted.ts().micros());
                    insert.executeUpdate();
                }
            }
        }
    }

    @BeforeEach
    void start() {
        record = TestRecord.sealed(
                StoreSettings.of(List.of(TestDatabase.fresh("eu"), TestDatabase.fresh("us"))),
                folder.resolve("key"),
                new Counts());
        record.stores.shards().place(HERE, "eu");
        record.stores.shards().place(OTHER, "eu");
        record.append(new WorkspaceEvents.WorkspaceFounded(HERE, "Acme", "acme", 1));
        record.append(new WorkspaceEvents.WorkspaceFounded(OTHER, "Other", "other", 1));
        for (int i = 1; i <= 20; i++) {
            record.append(posted(GENERAL, i), posted(ChannelKey.of("T10", "C1"), i));
        }
        begin();
    }

    private void begin() {
        var around = new Surroundings(record.keys, List.of(), List.of());
        moves = new ShardMoves(record.stores, record.readModels, around, SETTINGS, Clock.systemUTC(), this::reached);
        moves.start();
    }

    /** As if another process went on. */
    private void again() {
        moves.close();
        begin();
    }

    private void reached(String step) {
        if (cuts.remove(step)) throw new IllegalStateException("cut off at " + step);
    }

    @AfterEach
    void close() {
        moves.close();
        record.close();
    }

    @Test
    void moveShouldGoOnWhereItWasCutOff() throws Exception {
        List<String> steps = List.of(
                "begun",
                "copied",
                "fenced",
                "copied all",
                "switched",
                "told",
                "compared",
                "read models cleared",
                "departed");
        cuts.addAll(steps);
        moves.move(HERE, 1, true);
        for (String step : steps) {
            awaitRest();
            assertThat(cuts).doesNotContain(step);
            again();
        }
        await(MoveState.DONE);
        requireMoved(0, 1, 20);
        record.append(posted(GENERAL, 21));
        assertThat(messages(1)).hasSize(21);
        assertThat(record.stores.log().stream("T10/C1", 0, 100)).hasSize(20);
    }

    @Test
    void workspaceShouldBeWholeAfterItMovedBack() throws Exception {
        moves.move(HERE, 1, true);
        await(MoveState.DONE);
        record.append(posted(GENERAL, 21));
        moves.move(HERE, 0, true);
        await(MoveState.DONE);
        record.append(posted(GENERAL, 22));
        requireMoved(1, 0, 22);
        assertThat(messages(0)).extracting(CommittedEvent::sequence).doesNotHaveDuplicates();
        assertThat(record.stores.shards().placement(HERE).epoch()).isEqualTo(2);
    }

    @Test
    void shardShouldRefuseWhoeverBelievesInThePlacementBeforeTheMove() throws Exception {
        Placement before = record.stores.shards().placement(HERE);
        moves.move(HERE, 1, true);
        await(MoveState.DONE);
        try (Connection connection = record.stores.shards().shard(0).reader().getConnection()) {
            assertThatThrownBy(() -> Fences.hold(connection, before))
                    .isInstanceOfSatisfying(
                            AppendRefused.class, e -> assertThat(e.reason()).isEqualTo(AppendRefused.Reason.MOVED));
        }
    }

    @Test
    void cursorFromBeforeTheMoveShouldPointToTheSameEvent() throws Exception {
        long tenth = messages(0).get(9).position();
        long last = messages(0).getLast().position();
        moves.move(HERE, 1, true);
        await(MoveState.DONE);
        var shards = record.stores.shards();
        long there = shards.here(HERE, 1, 0, tenth);
        assertThat(record.stores.log().at(1, List.of(there)).get(there).event()).isEqualTo(posted(GENERAL, 10));
        assertThat(shards.here(HERE, 1, 0, last + 1_000))
                .isEqualTo(messages(1).getLast().position());
        assertThat(shards.here(OTHER, 1, 0, last)).isNull();
    }

    @Test
    void haltedMoveShouldGoOnOrBeGivenUpWhenAskedTo() throws Exception {
        cuts.add("begun");
        moves.move(HERE, 1, true);
        awaitRest();
        assertThat(moves.stop(HERE)).isTrue();
        again();
        await(MoveState.STOPPED);
        assertThat(messages(0)).hasSize(20);
        assertThat(moves.cancel(HERE)).isTrue();
        await(MoveState.CANCELLED);
        assertThat(rows(1, "event", "workspace = 'T1' AND type NOT IN ('event.departed', 'workspace.cleared')"))
                .isZero();
        record.append(posted(GENERAL, 21));
        moves.move(HERE, 1, true);
        await(MoveState.DONE);
        requireMoved(0, 1, 21);
    }

    @Test
    void moveShouldBeRefusedWhenItCannotBe() throws Exception {
        refused("unknown_shard", HERE, 7, true);
        refused("already_there", HERE, 0, true);
        refused("other_region", HERE, 1, false);
        cuts.add("begun");
        moves.move(HERE, 1, true);
        refused("already_moving", HERE, 1, true);
    }

    private void refused(String code, WorkspaceId workspace, int shard, boolean changeRegion) {
        assertThatThrownBy(() -> moves.move(workspace, shard, changeRegion))
                .isInstanceOfSatisfying(
                        MoveRefused.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    /** Everything readable at the target, once and in order; nothing at the source but what departed. */
    private void requireMoved(int source, int target, int messages) throws SQLException {
        assertThat(record.stores.shards().of(HERE).id()).isEqualTo(target);
        List<CommittedEvent> all = messages(target);
        assertThat(all).hasSize(messages);
        for (int i = 0; i < messages; i++) assertThat(all.get(i).event()).isEqualTo(posted(GENERAL, i + 1));
        record.readModels.catchUp("counts", target);
        record.readModels.catchUp("counts", source);
        assertThat(rows(target, record.readModels.table("counts", target, "seen"), "channel = 'T1/C1'"))
                .isEqualTo(messages);
        assertThat(rows(source, record.readModels.table("counts", source, "seen"), "channel = 'T1/C1'"))
                .isZero();
        assertThat(rows(source, "event", "workspace = 'T1' AND stream <> 'T1/~'"))
                .isZero();
        assertThat(rows(source, "event", "type = 'event.departed' AND content IS NOT NULL"))
                .isZero();
        try (Connection keys = record.stores.shards().shard(source).reader().getConnection();
                Statement statement = keys.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT COUNT(*) FROM " + keys.getCatalog() + "_keys.content_key WHERE workspace = 'T1'")) {
            row.next();
            assertThat(row.getLong(1)).isZero();
        }
        List<CommittedEvent> left = record.all(source);
        assertThat(left).extracting(CommittedEvent::position).doesNotHaveDuplicates();
        assertThat(left.getLast().position()).isEqualTo(left.size());
        assertThat(left.stream().filter(each -> each.event() instanceof PlacementEvents.EventDeparted))
                .isNotEmpty();
    }

    private List<CommittedEvent> messages(int shard) {
        var found = new ArrayList<CommittedEvent>();
        for (CommittedEvent event : record.all(shard)) {
            if (event.stream().equals("T1/C1")) found.add(event);
        }
        return found;
    }

    private long rows(int shard, String table, String where) throws SQLException {
        try (Connection connection =
                        record.stores.shards().shard(shard).reader().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table + " WHERE " + where)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void await(MoveState state) throws InterruptedException {
        for (int i = 0; i < 3_000; i++) {
            Move move = moves.find(HERE);
            if (move != null && move.state() == state) return;
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(moves.find(HERE)).extracting(Move::state).isEqualTo(state);
    }

    /** Until it was cut off. */
    private void awaitRest() throws InterruptedException {
        for (int i = 0; i < 1_000 && !moves.isResting(HERE); i++) TimeUnit.MILLISECONDS.sleep(10);
        assertThat(moves.isResting(HERE)).isTrue();
    }

    private static DomainEvent posted(ChannelKey channel, int number) {
        return new MessageEvents.MessagePosted(
                channel,
                new Ts(number * 1_000L),
                ANN,
                null,
                null,
                MessageEvents.Kind.PLAIN,
                null,
                false,
                null,
                null,
                MessageContent.ofText("message " + number));
    }
}
