// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.Erasure;
import dev.hansard.api.ErasureReason;
import dev.hansard.api.HasContent;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.content.KeyDatabase;
import dev.hansard.axon.content.KeysRefused;
import dev.hansard.testing.TestDatabase;
import dev.hansard.testing.TestRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is stored of content, and what is left of it after an erasure. */
class ErasureIT {
    private static final WorkspaceId T1 = new WorkspaceId("T1");
    private static final ChannelKey CHANNEL = ChannelKey.of("T1", "C1");
    private static final UserId ANN = new UserId("U1");
    private static final Erasure GROUND = new Erasure(ErasureReason.REQUEST, "DSR-1", UserId.SLACKBOT);
    private static final String WORD = "Kaulquappensalat";

    @TempDir
    Path folder;

    private final List<TestRecord> open = new ArrayList<>();
    private StoreSettings settings;
    private Path masterKey;

    @BeforeEach
    void prepare() {
        settings = StoreSettings.of(List.of(TestDatabase.fresh()));
        masterKey = folder.resolve("master-key");
    }

    @AfterEach
    void close() {
        open.forEach(TestRecord::close);
    }

    @Test
    void contentShouldNeverBeStoredReadablyAndReadBackTheSame() throws Exception {
        TestRecord record = start();
        record.append(founded(), posted(1, WORD + " one"), posted(2, WORD + " two"));
        assertThat(texts(record)).containsExactly(WORD + " one", WORD + " two");
        assertThat(texts(restart(record))).containsExactly(WORD + " one", WORD + " two");
        assertThat(dump("event")).doesNotContain(WORD).doesNotContain(hex(WORD));
    }

    @Test
    void anErasedMessageShouldBeGoneForThisProcessAtOnceAndForAllForEver() throws Exception {
        TestRecord record = start();
        TestRecord other = start();
        record.append(founded(), posted(1, "one"), posted(2, "two"), posted(3, "three"));
        assertThat(texts(record)).hasSize(3);
        assertThat(at(record, 3)).isEqualTo("two");
        assertThat(at(other, 3)).isEqualTo("two");

        record.append(erased(2, 1));
        assertThat(texts(record)).containsExactly("one", null, "three");
        assertThat(at(record, 3)).isNull();
        assertThat(record.stores.follow(0, 0, 100).stream().map(ErasureIT::text).toList())
                .doesNotContain("two");
        Awaitility.await().untilAsserted(() -> assertThat(texts(other)).containsExactly("one", null, "three"));
        assertThat(at(other, 3)).isNull();

        awaitDestroyed(1);
        assertThat(texts(restart(record))).containsExactly("one", null, "three");
    }

    @Test
    void anErasureThatWasCommittedBeforeAKillShouldBeCarriedOutAtTheNextStart() throws Exception {
        TestRecord record = start();
        record.append(founded(), posted(1, "one"), posted(2, "two"));
        record.close();
        open.clear();
        // As after a kill between the commit and the destruction of the key: the event is there, and the key as well.
        Map<String, String> keys = copy("content_key");
        TestRecord again = start();
        again.append(erased(2, 1));
        awaitDestroyed(1);
        again.close();
        open.clear();
        putBack("content_key", keys);
        sql(keysUrl(), "UPDATE destruction SET position = 3");
        assertThat(destroyed()).isZero();

        TestRecord last = start();
        assertThat(texts(last)).containsExactly("one", null);
        assertThat(destroyed()).isEqualTo(1);
    }

    @Test
    void anOlderCopyOfTheRecordShouldNotBringErasedContentBack() throws Exception {
        TestRecord record = start();
        record.append(founded(), posted(1, "one"), posted(2, "two"), posted(3, "three"));
        record.append(erased(2, 1));
        awaitDestroyed(1);
        record.close();
        open.clear();
        // The backup is from before the erasure, and from before the third message.
        sql(shardUrl(), "DELETE FROM event WHERE position > 3", "UPDATE stream_head SET position = 3");

        TestRecord restored = start();
        assertThat(texts(restored)).containsExactly("one", null);
        restored.append(posted(4, "four"), posted(5, "five"));
        restored.append(erased(5, 3));
        assertThat(texts(restored)).containsExactly("one", null, "four", null);
        awaitDestroyed(2);
        assertThat(texts(restart(restored))).containsExactly("one", null, "four", null);
    }

    @Test
    void aPlaceThatIsWrittenAgainAfterARestoreShouldGetAKeyOfItsOwn() throws Exception {
        TestRecord record = start();
        record.append(founded(), posted(1, "one"), posted(2, "two"));
        record.append(erased(2, 1));
        awaitDestroyed(1);
        record.close();
        open.clear();
        sql(shardUrl(), "DELETE FROM event WHERE position > 2", "UPDATE stream_head SET position = 2");

        TestRecord restored = start();
        restored.append(posted(3, "another two"));
        assertThat(texts(restored)).containsExactly("one", "another two");
        assertThat(texts(restart(restored))).containsExactly("one", "another two");
    }

    @Test
    void rotationShouldKeepContentReadableAndMakeOldCopiesOfTheKeysWorthless() throws Exception {
        TestRecord record = start();
        record.append(founded());
        for (int i = 1; i <= 40; i++) record.append(posted(ChannelKey.of("T1", "C" + i), i, "text " + i));
        Map<String, String> before = copy("content_key");
        assertThat(record.keys.rotate(T1)).isEqualTo(40);
        record.keys.rotateMaster();
        record.append(posted(100, "after"));

        TestRecord again = restart(record);
        assertThat(texts(again)).hasSize(41).doesNotContainNull().contains("text 7", "after");
        assertThat(copy("workspace_key")).hasSize(1);
        putBack("content_key", before);
        TestRecord old = restart(again);
        assertThatThrownBy(() -> texts(old)).isInstanceOf(UnreadableEvent.class);
    }

    @Test
    void postingShouldGoOnWhileTheKeyIsRotated() {
        TestRecord record = start();
        TestRecord other = start();
        record.append(founded());
        var posts = new Thread(() -> {
            for (int i = 1; i <= 60; i++) record.append(posted(ChannelKey.of("T1", "CA" + i), i, "text " + i));
        });
        posts.start();
        for (int i = 0; i < 5; i++) other.keys.rotate(T1);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !posts.isAlive());
        assertThat(texts(restart(record))).hasSize(60).doesNotContainNull();
    }

    @Test
    void aMissingOrWrongMasterKeyShouldBeRefusedAndLoseNothing() throws Exception {
        TestRecord record = start();
        record.append(founded(), posted(1, "one"));
        record.close();
        open.clear();
        Path kept = Files.move(masterKey, folder.resolve("kept"));
        assertThatThrownBy(this::start).isInstanceOf(KeysRefused.class).hasMessageContaining("missing");
        Files.writeString(masterKey, "1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n");
        assertThatThrownBy(this::start).isInstanceOf(KeysRefused.class).hasMessageContaining("not the one");
        Files.move(kept, masterKey, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(texts(start())).containsExactly("one");
    }

    @Test
    void contentThatIsMovedOrAlteredInTheDatabaseShouldNotBeReadAsAnother() throws Exception {
        TestRecord record = start();
        record.append(founded(), posted(1, "one"), posted(2, "two"));
        record.close();
        open.clear();
        sql(
                shardUrl(),
                "UPDATE event SET content = (SELECT content FROM (SELECT content FROM event WHERE position = 2) x)"
                        + " WHERE position = 3");
        TestRecord again = start();
        assertThatThrownBy(() -> texts(again)).isInstanceOf(UnreadableEvent.class);
    }

    @Test
    void contentFromBeforeThereWereKeysShouldBeReadAndErased() throws Exception {
        TestRecord plain = TestRecord.with(settings);
        plain.append(founded(), posted(1, WORD), posted(2, "two"));
        plain.close();
        assertThat(dump("event")).contains(hex(WORD));

        TestRecord record = start();
        assertThat(texts(record)).containsExactly(WORD, "two");
        record.append(posted(3, "three"), erased(1, 0));
        assertThat(texts(record)).containsExactly(null, "two", "three");
        Awaitility.await().untilAsserted(() -> assertThat(dump("event")).doesNotContain(hex(WORD)));
        assertThat(texts(restart(record))).containsExactly(null, "two", "three");
    }

    private TestRecord start() {
        TestRecord record = TestRecord.sealed(settings, masterKey);
        open.add(record);
        return record;
    }

    private TestRecord restart(TestRecord record) {
        open.remove(record);
        record.close();
        return start();
    }

    private static List<String> texts(TestRecord record) {
        return record.all(0).stream()
                .filter(event -> event.event() instanceof HasContent<?>)
                .map(ErasureIT::text)
                .toList();
    }

    private static String at(TestRecord record, long position) {
        return text(record.stores.log().at(0, List.of(position)).get(position));
    }

    private static String text(CommittedEvent event) {
        return event.event() instanceof HasContent<?> carrier && carrier.content() instanceof MessageContent content
                ? content.text()
                : null;
    }

    private void awaitDestroyed(int count) {
        Awaitility.await().untilAsserted(() -> assertThat(destroyed()).isEqualTo(count));
    }

    private int destroyed() throws Exception {
        try (Connection connection = connection(keysUrl());
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT COALESCE(SUM(destroyed), 0) FROM content_key")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** All columns of the keys' table as hex, by the columns that identify a row. */
    private Map<String, String> copy(String table) throws Exception {
        var rows = new TreeMap<String, String>();
        try (Connection connection = connection(keysUrl());
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT * FROM " + table)) {
            while (row.next()) {
                if (table.equals("workspace_key")) rows.put(row.getString(1) + row.getString(2), "");
                else
                    rows.put(
                            "stream = '" + row.getString("stream") + "' AND number = " + row.getLong("number")
                                    + " AND epoch = " + row.getInt("epoch"),
                            "key_version = " + row.getInt("key_version") + ", destroyed = " + row.getInt("destroyed")
                                    + ", wrapped = 0x"
                                    + HexFormat.of().formatHex(row.getBytes("wrapped")));
            }
        }
        return rows;
    }

    private void putBack(String table, Map<String, String> rows) throws Exception {
        for (Map.Entry<String, String> row : rows.entrySet()) {
            sql(keysUrl(), "UPDATE " + table + " SET " + row.getValue() + " WHERE " + row.getKey());
        }
    }

    private String dump(String table) throws Exception {
        var text = new StringBuilder();
        try (Connection connection = connection(shardUrl());
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT * FROM " + table)) {
            while (row.next()) {
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    byte[] bytes = row.getBytes(i);
                    if (bytes != null)
                        text.append(HexFormat.of().formatHex(bytes)).append('\n');
                }
            }
        }
        return text.toString();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private void sql(String url, String... statements) throws Exception {
        try (Connection connection = connection(url);
                Statement statement = connection.createStatement()) {
            for (String each : statements) statement.execute(each);
        }
    }

    private Connection connection(String url) throws Exception {
        var shard = settings.shards().getFirst();
        return DriverManager.getConnection(url, shard.username(), shard.password());
    }

    private String shardUrl() {
        return settings.shards().getFirst().url();
    }

    private String keysUrl() {
        return KeyDatabase.beside(shardUrl());
    }

    private static DomainEvent founded() {
        return new WorkspaceEvents.WorkspaceFounded(T1, "Acme", "acme", 1);
    }

    private static MessageEvents.MessagePosted posted(long ts, String text) {
        return posted(CHANNEL, ts, text);
    }

    private static MessageEvents.MessagePosted posted(ChannelKey channel, long ts, String text) {
        return new MessageEvents.MessagePosted(
                channel,
                new Ts(ts),
                ANN,
                null,
                null,
                MessageEvents.Kind.PLAIN,
                null,
                false,
                null,
                null,
                MessageContent.ofText(text));
    }

    private static MessageEvents.MessageErased erased(long ts, long sequence) {
        return new MessageEvents.MessageErased(CHANNEL, new Ts(ts), ANN, List.of(sequence), GROUND, new Ts(1_000 + ts));
    }
}
