// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents.Kind;
import dev.hansard.api.MessageEvents.MessagePosted;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.audit.proof.tlog.NoteKeys;
import dev.hansard.axon.process.Owner;
import dev.hansard.axon.store.RawEvents;
import dev.hansard.axon.store.StoreSettings;
import dev.hansard.testing.TestDatabase;
import dev.hansard.testing.TestRecord;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A log over a real record, advanced by hand. */
final class TestLog implements AutoCloseable {
    static final ChannelKey TOWN = ChannelKey.of("T1", "C1");
    static final UserId ANN = new UserId("U1");

    final TestRecord record;
    final Path folder;
    final ProofKeys keys;
    final RawEvents rows;
    private final Owner owner = new Owner();
    private final Path directory;
    private final StoreSettings settings;
    private long ts = 1_000_000;
    ProofLog log;

    TestLog(Path directory) {
        this.directory = directory;
        directory.toFile().mkdirs();
        this.settings = StoreSettings.of(List.of(TestDatabase.fresh()));
        this.record = TestRecord.sealed(settings, directory.resolve("master.key"));
        this.rows = new RawEvents(record.stores.shards());
        this.folder = directory.resolve("log");
        this.keys = new ProofKeys(directory.resolve("keys"), "example.com/test");
        this.log = open(null);
    }

    /** As after a restart. */
    void reopen() {
        log = open(null);
    }

    ProofLog open(@Nullable String outside) {
        return new ProofLog(
                0,
                source(),
                new LogFolder(folder),
                new LogRow(record.stores.shards().shard(0), keys.origin(0), owner.name()),
                keys.log(0),
                keys.believed(0),
                false,
                () -> outside);
    }

    /** Rows as a process takes them that has not written them itself, or has forgotten them since. */
    RowSource source() {
        return new RowSource(0, rows, record.stores.written(0));
    }

    /** From now on the log takes rows as they were written, as in a server. */
    void keep() {
        record.stores.written(0).keep();
    }

    NoteKeys trusted() {
        return keys.believed(0);
    }

    /** Appends so many messages and logs them. */
    void grow(int messages) throws Exception {
        if (messages > 0) post(messages);
        drain();
    }

    void drain() throws Exception {
        while (log.pass() == ProofLog.Outcome.MORE) {}
    }

    void post(int messages) {
        var events = new DomainEvent[messages];
        for (int i = 0; i < messages; i++) {
            ts += 10;
            events[i] = posted(TOWN, ts);
        }
        record.append(events);
    }

    static MessagePosted posted(ChannelKey channel, long ts) {
        return new MessagePosted(
                channel,
                new Ts(ts),
                ANN,
                null,
                null,
                Kind.PLAIN,
                null,
                false,
                null,
                null,
                MessageContent.ofText("hello " + ts));
    }

    /** As another process on the same database. */
    TestRecord another() {
        return TestRecord.sealed(settings, directory.resolve("master.key"));
    }

    int sql(String sql) throws SQLException {
        try (var connection = record.stores.shards().shard(0).reader().getConnection();
                var statement = connection.createStatement()) {
            int rows = statement.executeUpdate(sql);
            connection.commit();
            return rows;
        }
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() {
        owner.close();
        record.close();
    }
}
