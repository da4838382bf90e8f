// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;

@Command(
        name = "raw",
        mixinStandardHelpOptions = true,
        description = {
            "What the database alone can do here: durable inserts of rows as large as events, several to a commit.",
            "",
            "The floor under every other figure: a ratio to it says more than a number of posts."
        })
final class RawScenario extends Scenario {
    private static final List<Integer> THREADS = List.of(1, 8);
    private static final List<Integer> ROWS = List.of(1, 10, 100);
    private static final int PAYLOAD_BYTES = 400;

    @Override
    Map<String, Object> settings() {
        return Map.of("rowBytes", PAYLOAD_BYTES);
    }

    @Override
    void run(Bed bed, Results results) throws Exception {
        String url = "jdbc:mysql://127.0.0.1:" + bed.process().databasePort()
                + "/hansard?sslMode=DISABLED&allowPublicKeyRetrieval=true&rewriteBatchedStatements=true";
        String password = bed.process().databasePassword();
        execute(
                url,
                password,
                "CREATE TABLE bench_raw (id BIGINT NOT NULL PRIMARY KEY, stream VARCHAR(50) NOT NULL,"
                        + " sequence BIGINT NOT NULL, payload VARBINARY(2000) NOT NULL, UNIQUE KEY (stream, sequence))");
        var rows = new ArrayList<Map<String, Object>>();
        try {
            for (int threads : THREADS) {
                for (int perCommit : ROWS) rows.add(measure(bed, url, password, threads, perCommit));
            }
        } finally {
            execute(url, password, "DROP TABLE bench_raw");
        }
        results.add("raw", rows);
    }

    private Map<String, Object> measure(Bed bed, String url, String password, int threads, int perCommit)
            throws Exception {
        var rates = new ArrayList<Double>();
        CpuTimes before = bed.cpu();
        for (int i = 0; i < options.repetitions; i++) {
            execute(url, password, "TRUNCATE bench_raw");
            rates.add(run(url, password, threads, perCommit));
        }
        CpuTimes cpu = bed.cpu().minus(before);
        var row = new LinkedHashMap<String, Object>();
        row.put("connections", threads);
        row.put("rows per commit", perCommit);
        row.put("rows/s", Spread.of(rates));
        row.put(
                "commits/s",
                Spread.of(rates.stream().map(rate -> rate / perCommit).toList()));
        row.put("db cpu s/s", cpu.database() / ((double) options.seconds * options.repetitions));
        return row;
    }

    private double run(String url, String password, int threads, int perCommit) throws Exception {
        var ids = new AtomicLong();
        long started = System.nanoTime();
        long end = started + options.seconds * 1_000_000_000L;
        try (var pool = Executors.newFixedThreadPool(threads)) {
            List<Callable<Long>> work = new ArrayList<>();
            for (int t = 0; t < threads; t++) work.add(() -> insert(url, password, perCommit, ids, end));
            long rows = 0;
            for (Future<Long> each : pool.invokeAll(work)) rows += each.get();
            return rows / ((System.nanoTime() - started) / 1e9);
        }
    }

    private static long insert(String url, String password, int perCommit, AtomicLong ids, long end)
            throws SQLException {
        var payload = new byte[PAYLOAD_BYTES];
        long rows = 0;
        try (Connection connection = open(url, password);
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

    private static void execute(String url, String password, String sql) throws SQLException {
        try (Connection connection = open(url, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection open(String url, String password) throws SQLException {
        return DriverManager.getConnection(url, "hansard", password);
    }
}
