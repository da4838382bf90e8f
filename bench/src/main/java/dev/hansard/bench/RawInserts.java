// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Durable inserts of rows as large as events, several to a commit, into the server's own database beside its tables. */
final class RawInserts implements AutoCloseable {
    static final int PAYLOAD_BYTES = 400;

    private final String url;
    private final String password;

    RawInserts(ServerProcess server) throws IOException, SQLException {
        url = "jdbc:mysql://127.0.0.1:" + server.databasePort()
                + "/hansard?sslMode=DISABLED&allowPublicKeyRetrieval=true&rewriteBatchedStatements=true";
        password = server.databasePassword();
        execute("CREATE TABLE bench_raw (id BIGINT NOT NULL PRIMARY KEY, stream VARCHAR(50) NOT NULL,"
                + " sequence BIGINT NOT NULL, payload VARBINARY(2000) NOT NULL, UNIQUE KEY (stream, sequence))");
    }

    /** Rows a second. */
    double measure(int connections, int perCommit, int seconds) throws Exception {
        execute("TRUNCATE bench_raw");
        var ids = new AtomicLong();
        long started = System.nanoTime();
        long end = started + seconds * 1_000_000_000L;
        try (var pool = Executors.newFixedThreadPool(connections)) {
            List<Callable<Long>> work = new ArrayList<>();
            for (int i = 0; i < connections; i++) work.add(() -> insert(perCommit, ids, end));
            long rows = 0;
            for (Future<Long> each : pool.invokeAll(work)) rows += each.get();
            return rows / ((System.nanoTime() - started) / 1e9);
        }
    }

    private long insert(int perCommit, AtomicLong ids, long end) throws SQLException {
        var payload = new byte[PAYLOAD_BYTES];
        long rows = 0;
        try (Connection connection = open();
                var insert = connection.prepareStatement("INSERT INTO bench_raw VALUES (?, ?, ?, ?)")) {
            connection.setAutoCommit(false);
            while (System.nanoTime() < end) {
                for (int i = 0; i < perCommit; i++) {
                    long id = ids.incrementAndGet();
                    insert.setLong(1, id);
                    insert.setString(2, "T0BENCH00/C" + id % 100);
                    insert.setLong(3, id);
                    insert.setBytes(4, payload);
                    insert.addBatch();
                }
                insert.executeBatch();
                connection.commit();
                rows += perCommit;
            }
        }
        return rows;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(url, "hansard", password);
    }

    @Override
    public void close() throws SQLException {
        execute("DROP TABLE bench_raw");
    }
}
