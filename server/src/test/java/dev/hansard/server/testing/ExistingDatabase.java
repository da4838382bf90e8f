// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.testing;

import dev.hansard.server.database.DatabaseSettings;
import dev.hansard.server.database.EmbeddedDatabase;
import dev.hansard.server.folder.DataFolder;
import dev.hansard.server.folder.Secrets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.unit.DataSize;

/** A database that outlives servers and that several of them may use. */
public final class ExistingDatabase implements AutoCloseable {
    private static final DatabaseSettings SETTINGS = new DatabaseSettings(
            DataSize.ofMegabytes(64),
            DataSize.ofMegabytes(32),
            DataSize.ofMegabytes(64),
            200,
            Duration.ofSeconds(20),
            TestFolders.databasePrograms());

    private final EmbeddedDatabase database;
    private final Path passwordFile;

    private ExistingDatabase(DataFolder folder) {
        this.database = EmbeddedDatabase.start(folder, SETTINGS);
        this.passwordFile = new Secrets(folder).file(Secrets.DATABASE_PASSWORD);
    }

    public static ExistingDatabase start() {
        return new ExistingDatabase(DataFolder.open(TestFolders.create("shared-database")));
    }

    /** A server on this database, with a new data folder. */
    public ServerProcess.Plan server(String name) {
        return ServerProcess.on(TestFolders.create(name))
                .with("--db-url", database.url())
                .with("--db-user", database.username())
                .with("--db-password-file", passwordFile.toString());
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(database.url(), database.username(), database.password());
    }

    /** The first column. */
    public List<String> read(String sql) throws SQLException {
        var found = new ArrayList<String>();
        try (Connection connection = connect();
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            while (rows.next()) found.add(rows.getString(1));
        }
        return found;
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = connect()) {
            connection.createStatement().execute(sql);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
