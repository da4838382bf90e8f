// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import static dev.hansard.audit.proof.TestLog.ANN;
import static dev.hansard.audit.proof.TestLog.TOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.ChannelEvents.ChannelCreated;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents.Kind;
import dev.hansard.api.MessageEvents.MessagePosted;
import dev.hansard.api.Ts;
import dev.hansard.audit.proof.verify.Finding;
import dev.hansard.audit.proof.verify.RecordVerification;
import dev.hansard.audit.proof.verify.VerifyReport;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes a real record behind the log's back and looks whether the verification finds and locates it. */
class RowTamperIT {
    private static final int SIZE = 600;
    private static final Random RANDOM = new Random(20261122);

    @TempDir
    Path directory;

    private TestLog test;

    @BeforeEach
    void log600Events() throws Exception {
        test = new TestLog(directory);
        test.record.append(new ChannelCreated(TOWN, ChannelKind.PUBLIC, "town", ANN, List.of(ANN), false, 1));
        test.post(298);
        var withOnceKey = new MessagePosted(
                TOWN,
                new Ts(900_000_000),
                ANN,
                null,
                null,
                Kind.PLAIN,
                null,
                false,
                "once-1",
                null,
                MessageContent.ofText("with a key"));
        test.record.append(withOnceKey);
        test.post(300);
        test.drain();
        assertThat(verify().findings()).isEmpty();
        assertThat(verify().checked()).isEqualTo(SIZE);
    }

    @AfterEach
    void close() {
        test.close();
    }

    private VerifyReport verify() throws Exception {
        return new RecordVerification(test.rows, 0, new LogFolder(test.folder), test.trusted()).run(count -> {});
    }

    private void assertFound(Finding.Kind kind, long position, String... details) throws Exception {
        VerifyReport report = verify();
        assertThat(report.findings()).as("what is found").hasSize(1);
        Finding finding = report.findings().getFirst();
        assertThat(finding.kind()).isEqualTo(kind);
        assertThat(finding.position()).isEqualTo(position);
        assertThat(finding.detail()).contains(details);
    }

    @Test
    void singleBitInEachColumnShouldBeLocated() throws Exception {
        for (String column : List.of("sequence", "revision", "at", "subject")) {
            for (int i = 0; i < 5; i++) {
                long position = 2 + RANDOM.nextInt(SIZE - 1);
                // Not one that another row of the stream has.
                long bit = column.equals("sequence") ? 1L << (12 + i) : 1L << i;
                String flip =
                        "UPDATE event SET " + column + " = " + column + " ^ " + bit + " WHERE position = " + position;
                assertThat(test.sql(flip)).isOne();
                assertFound(Finding.Kind.ROW_ALTERED, position, ": " + column + " (");
                test.sql(flip);
            }
        }
        for (var text : List.of(
                new String[] {"workspace", "T1", "T0"},
                new String[] {"stream", "T1/C1", "T1/C0"},
                new String[] {"type", "message.posted", "lessage.posted"})) {
            long position = 2 + RANDOM.nextInt(SIZE - 1);
            String set = "UPDATE event SET " + text[0] + " = '%s' WHERE position = " + position;
            test.sql(set.formatted(text[2]));
            assertFound(Finding.Kind.ROW_ALTERED, position, ": " + text[0] + " (");
            assertThat(verify().findings().getFirst().stream()).isEqualTo("T1/C1");
            test.sql(set.formatted(text[1]));
        }
        for (String column : List.of("meta", "facts", "content", "once_key")) {
            for (int i = 0; i < 5; i++) {
                long position = column.equals("once_key") ? 300 : 2 + RANDOM.nextInt(SIZE - 1);
                int bit = flip(column, position, -1);
                assertFound(Finding.Kind.ROW_ALTERED, position, ": " + column + " (");
                flip(column, position, bit);
            }
        }
        assertThat(verify().findings()).as("all is as before").isEmpty();
    }

    @Test
    void valueMadeNullOrGivenWhereThereWasNoneShouldBeLocated() throws Exception {
        test.sql("UPDATE event SET content = NULL WHERE position = 17");
        test.sql("UPDATE event SET content = '' WHERE position = 1");
        test.sql("UPDATE event SET subject = 5 WHERE position = 1");
        test.sql("UPDATE event SET once_key = NULL WHERE position = 300");

        assertThat(verify().findings())
                .extracting(Finding::position, each -> each.detail().replaceAll(" \\(.*", ""))
                .containsExactly(
                        Tuple.tuple(1L, "differs from what was logged in: subject, content"),
                        Tuple.tuple(17L, "differs from what was logged in: content"),
                        Tuple.tuple(300L, "differs from what was logged in: once_key"));
    }

    @Test
    void swappedRowsShouldBeLocated() throws Exception {
        test.sql("UPDATE event SET position = 100000 WHERE position = 100");
        test.sql("UPDATE event SET position = 100 WHERE position = 500");
        test.sql("UPDATE event SET position = 500 WHERE position = 100000");

        assertThat(verify().findings())
                .extracting(Finding::kind, Finding::position, Finding::detail)
                .containsExactly(
                        Tuple.tuple(Finding.Kind.ROW_MOVED, 100L, "holds the event that was logged at position 500"),
                        Tuple.tuple(Finding.Kind.ROW_MOVED, 500L, "holds the event that was logged at position 100"));
    }

    @Test
    void removedRowsShouldBeLocated() throws Exception {
        test.sql("DELETE FROM event WHERE position IN (1, 300, 301, 302)");

        assertThat(verify().findings())
                .extracting(Finding::kind, Finding::position)
                .containsExactly(
                        Tuple.tuple(Finding.Kind.ROW_REMOVED, 1L), Tuple.tuple(Finding.Kind.ROW_REMOVED, 300L));
        assertThat(verify().findings().getLast().detail()).contains("3 rows up to position 302", "sequence 299");
    }

    @Test
    void removedRowThatTheRestClosesUpToShouldBeLocated() throws Exception {
        test.sql("DELETE FROM event WHERE position = 400");
        test.sql("UPDATE event SET position = position - 1 WHERE position > 400 ORDER BY position");
        test.sql("UPDATE stream_head SET position = 599");

        assertThat(verify().findings())
                .extracting(Finding::kind, Finding::position)
                .containsExactlyInAnyOrder(
                        Tuple.tuple(Finding.Kind.TRUNCATED, 600L),
                        Tuple.tuple(Finding.Kind.ROW_REMOVED, 400L),
                        Tuple.tuple(Finding.Kind.ROW_MOVED, 400L));
        assertThat(verify().findings())
                .anySatisfy(each -> assertThat(each.detail())
                        .isEqualTo("positions 400 to 599 hold the events that were logged at 401 to 600"));
    }

    @Test
    void insertedRowsShouldBeLocated() throws Exception {
        test.sql("UPDATE event SET position = position + 1 WHERE position >= 200 ORDER BY position DESC");
        test.sql(copy(200, 100));
        test.sql("UPDATE stream_head SET position = 601");

        VerifyReport report = verify();
        assertThat(report.findings())
                .extracting(Finding::kind, Finding::position)
                .containsExactlyInAnyOrder(
                        Tuple.tuple(Finding.Kind.ROW_INSERTED, 200L), Tuple.tuple(Finding.Kind.ROW_MOVED, 201L));
        assertThat(report.notes()).anyMatch(note -> note.contains("1 events came after the last checkpoint"));
    }

    @Test
    void rowsOutsideOfWhatIsCountedShouldBeLocated() throws Exception {
        test.sql(copy(700, 100));
        test.sql(copy(-3, 101));

        assertThat(verify().findings())
                .extracting(Finding::kind, Finding::position)
                .containsExactly(
                        Tuple.tuple(Finding.Kind.ROW_INSERTED, 700L), Tuple.tuple(Finding.Kind.ROW_INSERTED, -3L));
    }

    @Test
    void cutOffEndShouldBeLocated() throws Exception {
        test.sql("DELETE FROM event WHERE position > 580");
        assertFound(Finding.Kind.TRUNCATED, 581, "20 rows up to position 600");

        test.sql("UPDATE stream_head SET position = 580");
        assertThat(verify().findings())
                .extracting(Finding::kind, Finding::position)
                .containsExactly(Tuple.tuple(Finding.Kind.TRUNCATED, 581L), Tuple.tuple(Finding.Kind.TRUNCATED, 581L));
    }

    @Test
    void rowChangedBeforeItWasLoggedShouldBeLocated() throws Exception {
        test.keep();
        test.post(20);
        test.sql("UPDATE event SET facts = CONCAT(facts, ' ') WHERE position = 603");
        int bit = flip("content", 605, -1);
        test.sql("DELETE FROM event WHERE position = 607");
        test.drain();
        assertThat(test.log.last().size()).isEqualTo(620);

        assertThat(verify().findings())
                .extracting(Finding::kind, Finding::position)
                .containsExactlyInAnyOrder(
                        Tuple.tuple(Finding.Kind.ROW_ALTERED, 603L),
                        Tuple.tuple(Finding.Kind.ROW_ALTERED, 605L),
                        Tuple.tuple(Finding.Kind.ROW_REMOVED, 607L));
        assertThat(verify().findings()).anyMatch(each -> each.detail().contains(": facts ("));

        flip("content", 605, bit);
        test.post(1);
        assertThatThrownBy(test.log::pass).as("what was read back differs").isInstanceOf(LogHalted.class);
    }

    private static String copy(long position, long from) {
        return "INSERT INTO event SELECT " + position
                + ", workspace, stream, sequence + 5000, type, revision, at, subject,"
                + " NULL, meta, facts, content FROM event WHERE position = " + from;
    }

    /** Flips a bit, any if it is negative, and answers which. */
    private int flip(String column, long position, int bit) throws SQLException {
        try (var connection = test.record.stores.shards().shard(0).reader().getConnection();
                var select = connection.prepareStatement("SELECT " + column + " FROM event WHERE position = ?");
                var update = connection.prepareStatement("UPDATE event SET " + column + " = ? WHERE position = ?")) {
            select.setLong(1, position);
            byte[] bytes;
            try (var row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                bytes = row.getBytes(1);
            }
            int which = bit >= 0 ? bit : RANDOM.nextInt(bytes.length * 8);
            bytes[which / 8] ^= (byte) (1 << which % 8);
            update.setBytes(1, bytes);
            update.setLong(2, position);
            assertThat(update.executeUpdate()).isOne();
            connection.commit();
            return which;
        }
    }
}
