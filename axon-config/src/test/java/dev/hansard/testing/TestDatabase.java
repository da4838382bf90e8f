// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.testing;

import dev.hansard.axon.store.StoreSettings.ShardSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;

/**
 * One real database server for all tests of this JVM; each test gets databases of its own. Where Docker runs it is the
 * official MySQL image, elsewhere the MariaDB that the build brings along.
 */
public final class TestDatabase {
    private static Server server;

    /** A running server. */
    interface Server {
        int port();

        String password();
    }

    private TestDatabase() {}

    /** A new, empty database. */
    public static ShardSettings fresh() {
        return fresh("local");
    }

    /** A new, empty database labelled with a region. */
    public static ShardSettings fresh(String region) {
        String name = "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        return new ShardSettings(url(name), "root", running().password(), region);
    }

    /** @param files all that the server keeps on disk */
    public record WithBinlog(ShardSettings database, Path files) {}

    /** A new, empty database on a server of its own that keeps a binary log. */
    public static WithBinlog freshWithBinlog() {
        var binlog = new BundledMariaDb("--log-bin=binlog", "--server-id=1");
        String url = "jdbc:mysql://127.0.0.1:" + binlog.port() + "/binlogged?createDatabaseIfNotExist=true"
                + "&sslMode=DISABLED&allowPublicKeyRetrieval=true";
        return new WithBinlog(new ShardSettings(url, "root", binlog.password(), "local"), binlog.base);
    }

    /** @param pid of its server */
    public record OnItsOwn(ShardSettings database, long pid) {}

    /**
     * A new, empty database on a server of its own, for tests that stop it or make accounts; the account of the answer may do
     * all. Such servers know no accounts until they are told to look for them.
     */
    public static OnItsOwn freshOnItsOwn() throws SQLException {
        var own = new BundledMariaDb();
        String url = "jdbc:mysql://127.0.0.1:" + own.port() + "/alone?createDatabaseIfNotExist=true"
                + "&sslMode=DISABLED&allowPublicKeyRetrieval=true";
        try (Connection connection = DriverManager.getConnection(url, "root", own.password());
                Statement statement = connection.createStatement()) {
            statement.execute("FLUSH PRIVILEGES");
            for (String host : List.of("localhost", "127.0.0.1")) {
                statement.execute("CREATE USER 'boss'@'" + host + "' IDENTIFIED BY 'boss'");
                statement.execute("GRANT ALL ON *.* TO 'boss'@'" + host + "' WITH GRANT OPTION");
            }
        }
        return new OnItsOwn(new ShardSettings(url, "boss", "boss", "local"), own.pid());
    }

    /** JDBC URL of the database called {@code name}, which is made when it is missing. */
    public static String url(String name) {
        return "jdbc:mysql://127.0.0.1:" + running().port() + "/" + name
                + "?createDatabaseIfNotExist=true&sslMode=DISABLED&allowPublicKeyRetrieval=true";
    }

    private static synchronized Server running() {
        if (server == null) server = start();
        return server;
    }

    /** Spares machines without Docker a page of complaints in the log. */
    private static boolean mayHaveDocker() {
        return System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
    }

    private static Server start() {
        if (!mayHaveDocker() || !DockerClientFactory.instance().isDockerAvailable()) {
            System.out.println("TestDatabase: no Docker engine answers, so the tests run on the bundled MariaDB");
            return new BundledMariaDb();
        }
        try {
            return new OfficialMySql();
        } catch (ContainerLaunchException e) {
            System.out.println(
                    "TestDatabase: MySQL's image does not start, so the tests run on the bundled MariaDB: " + e);
            return new BundledMariaDb();
        }
    }
}
