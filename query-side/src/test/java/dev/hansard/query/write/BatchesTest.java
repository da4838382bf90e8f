// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.axon.store.StoreSettings.ShardSettings;
import dev.hansard.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private static final String PUT = """
            INSERT INTO ${row} (id, text) VALUES
              (?, ?)
            ON DUPLICATE KEY UPDATE text = VALUES(text)""";
    private static final String CUT = "UPDATE ${row} SET text = ? WHERE id = ?";

    private Connection connection;
    private Batches batches;

    @BeforeEach
    void open() throws SQLException {
        ShardSettings database = TestDatabase.fresh();
        connection = DriverManager.getConnection(database.url(), database.username(), database.password());
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE row_g7 (id BIGINT PRIMARY KEY, text MEDIUMTEXT)");
        }
        batches = new Batches(table -> table + "_g7", connection);
    }

    @AfterEach
    void close() throws SQLException {
        batches.close();
        connection.close();
    }

    private String one(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void anyNumberOfRowsShouldArrive() throws SQLException {
        for (int i = 0; i < 1_234; i++) batches.add(PUT, (long) i, "text " + i);
        batches.flush();
        assertThat(one("SELECT COUNT(*) FROM row_g7")).isEqualTo("1234");
        assertThat(one("SELECT text FROM row_g7 WHERE id = 1233")).isEqualTo("text 1233");
    }

    @Test
    void statementsShouldTakeEffectInTheOrderInWhichTheyWereAdded() throws SQLException {
        batches.add(PUT, 1L, "first");
        batches.add(PUT, 1L, "second");
        batches.add(CUT, "cut", 1L);
        batches.add(CUT, null, 2L);
        batches.add(PUT, 2L, "late");
        batches.flush();
        assertThat(one("SELECT GROUP_CONCAT(text ORDER BY id) FROM row_g7")).isEqualTo("cut,late");
    }

    @Test
    void rowsShouldBeSpreadOverStatementsThatTheDatabaseTakes() throws SQLException {
        String large = "x".repeat(400_000);
        for (int i = 0; i < 60; i++) batches.add(PUT, (long) i, large);
        batches.flush();
        assertThat(one("SELECT SUM(LENGTH(text)) FROM row_g7")).isEqualTo("24000000");
    }

    @Test
    void whatWasNotFlushedShouldBeDropped() throws SQLException {
        batches.add(PUT, 1L, "never");
        batches.close();
        batches.flush();
        assertThat(one("SELECT COUNT(*) FROM row_g7")).isEqualTo("0");
    }
}
