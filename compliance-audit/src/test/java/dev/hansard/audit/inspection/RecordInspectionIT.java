// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ChannelEvents.ChannelCreated;
import dev.hansard.api.ChannelEvents.MemberJoined;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents.Kind;
import dev.hansard.api.MessageEvents.MessageDeleted;
import dev.hansard.api.MessageEvents.MessageEdited;
import dev.hansard.api.MessageEvents.MessageImported;
import dev.hansard.api.MessageEvents.MessagePosted;
import dev.hansard.api.MessageEvents.ReactionAdded;
import dev.hansard.api.MessageEvents.ThreadStarted;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.audit.inspection.InspectionReport.Problem;
import dev.hansard.testing.TestRecord;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Damages a real record behind the store's back and looks whether the inspection finds the place. */
class RecordInspectionIT {
    private static final ChannelKey TOWN = ChannelKey.of("T1", "C1");
    private static final ChannelKey OTHER = ChannelKey.of("T1", "C2");
    private static final UserId ANN = new UserId("U1");

    private final TestRecord record = TestRecord.with();

    @AfterEach
    void close() {
        record.close();
    }

    private InspectionReport inspect() {
        return new RecordInspection(record.stores.log()).inspect(0, position -> {});
    }

    private void tamper(String sql) throws SQLException {
        try (var connection = record.stores.shards().shard(0).reader().getConnection();
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
            connection.commit();
        }
    }

    private static MessagePosted posted(ChannelKey channel, long ts, @Nullable Ts thread) {
        var content = MessageContent.ofText("hello " + ts);
        return new MessagePosted(channel, new Ts(ts), ANN, null, null, Kind.PLAIN, thread, false, null, null, content);
    }

    private static MessageImported imported(long ts, @Nullable Ts thread) {
        return new MessageImported(
                TOWN, new Ts(ts), ANN, null, null, thread, false, null, null, null, MessageContent.ofText("old"));
    }

    private static MessageEdited edited(long ts) {
        return new MessageEdited(TOWN, new Ts(ts), ANN, new Ts(9_000), false, MessageContent.ofText("new"));
    }

    /** Positions 1 to 8: channel, ann, three messages, a thread with a reply, an edit. */
    private void soundRecord() {
        record.append(
                new ChannelCreated(TOWN, ChannelKind.PUBLIC, "town", ANN, List.of(ANN), false, 1),
                new MemberJoined(TOWN, new UserId("U2"), null, new Ts(100)),
                posted(TOWN, 200, null),
                posted(TOWN, 300, null),
                posted(TOWN, 400, null),
                new ThreadStarted(TOWN, new Ts(200)),
                posted(TOWN, 500, new Ts(200)),
                edited(300));
    }

    private static void assertFound(InspectionReport report, InspectionReport.Kind kind, long position, long sequence) {
        assertThat(report.isSound()).isFalse();
        assertThat(report.problems()).anySatisfy(problem -> {
            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(problem.position()).isEqualTo(position);
            assertThat(problem.sequence()).isEqualTo(sequence);
        });
    }

    @Test
    void recordThatHoldsTogetherShouldBeSound() {
        soundRecord();
        record.append(
                new MessageDeleted(TOWN, new Ts(400), ANN, new Ts(600)),
                imported(50, null),
                imported(60, new Ts(50)),
                new ReactionAdded(TOWN, new Ts(60), ANN, "+1", ANN, new Ts(700)),
                posted(OTHER, 10, null));

        InspectionReport report = inspect();

        assertThat(report.problems()).isEmpty();
        assertThat(report.isSound()).isTrue();
        assertThat(report.head()).isEqualTo(13);
        assertThat(report.events()).isEqualTo(13);
        assertThat(report.streams()).isEqualTo(2);
    }

    @Test
    void emptyRecordShouldBeSound() {
        assertThat(inspect().isSound()).isTrue();
    }

    @Test
    void recordLongerThanABatchShouldBeReadToItsEnd() throws SQLException {
        var events = new ArrayList<DomainEvent>();
        for (long i = 1; i <= 2_500; i++) events.add(posted(TOWN, i, null));
        record.append(events.toArray(DomainEvent[]::new));
        tamper("DELETE FROM event WHERE position IN (1000, 1001, 2500)");

        InspectionReport report = inspect();

        assertThat(report.events()).isEqualTo(2_497);
        assertThat(report.problems())
                .extracting(Problem::position)
                .as("the gap on both sides of a batch, the stream after it, and the end")
                .containsExactly(1_000L, 1_001L, 1_002L, 2_500L);
    }

    @Test
    void deletedRowShouldBeLocated() throws SQLException {
        soundRecord();
        tamper("DELETE FROM event WHERE position = 4");

        InspectionReport report = inspect();

        assertFound(report, InspectionReport.Kind.POSITION_MISSING, 4, -1);
        assertFound(report, InspectionReport.Kind.SEQUENCE_BROKEN, 5, 4);
        assertFound(report, InspectionReport.Kind.MESSAGE_MISSING, 8, 7);
    }

    @Test
    void damagedFactsShouldBeLocatedAndTheRestRead() throws SQLException {
        soundRecord();
        tamper("UPDATE event SET facts = '{' WHERE position = 5");

        InspectionReport report = inspect();

        assertThat(report.found()).isEqualTo(1);
        assertFound(report, InspectionReport.Kind.UNREADABLE, 5, -1);
        assertThat(report.problems().getFirst().stream()).isEqualTo(TOWN.toString());
        assertThat(report.events()).isEqualTo(7);
    }

    @Test
    void unknownTypeShouldBeLocated() throws SQLException {
        soundRecord();
        tamper("UPDATE event SET type = 'message.forged' WHERE position = 3");

        assertFound(inspect(), InspectionReport.Kind.UNREADABLE, 3, -1);
    }

    @Test
    void rowMovedToAnotherStreamShouldBeLocated() throws SQLException {
        soundRecord();
        record.append(posted(OTHER, 10, null));
        tamper("UPDATE event SET stream = 'T1/C2', sequence = 1 WHERE position = 8");

        InspectionReport report = inspect();

        assertFound(report, InspectionReport.Kind.UNREADABLE, 8, -1);
        assertThat(report.problems().getFirst().stream()).isEqualTo(OTHER.toString());
        assertFound(report, InspectionReport.Kind.SEQUENCE_BROKEN, 9, 0);
    }

    @Test
    void swappedMessagesShouldBeLocated() {
        record.append(posted(TOWN, 300, null), posted(TOWN, 200, null));

        assertFound(inspect(), InspectionReport.Kind.TS_NOT_INCREASING, 2, 1);
    }

    @Test
    void importedMessageOnATakenTsShouldBeLocated() {
        record.append(posted(TOWN, 300, null), posted(TOWN, 400, null), imported(300, null));

        assertFound(inspect(), InspectionReport.Kind.TS_NOT_INCREASING, 3, 2);
    }

    @Test
    void editOfADeletedMessageShouldBeLocated() {
        soundRecord();
        record.append(new MessageDeleted(TOWN, new Ts(300), ANN, new Ts(9_100)), edited(300));

        assertFound(inspect(), InspectionReport.Kind.MESSAGE_DELETED, 10, 9);
    }

    @Test
    void headSetBackShouldBeLocated() throws SQLException {
        soundRecord();
        tamper("UPDATE stream_head SET position = 6");

        assertFound(inspect(), InspectionReport.Kind.BEYOND_HEAD, 7, -1);
    }

    @Test
    void erasedContentShouldBeNoProblem() throws SQLException {
        soundRecord();
        tamper("UPDATE event SET content = NULL WHERE position = 3");

        assertThat(inspect().problems()).isEmpty();
    }
}
