// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.database;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The options that the database process gets. */
record MariaDbOptions(DatabaseSettings settings) {
    /** What both a new folder and the server need. The data folder comes first: {@link Orphans} looks for it. */
    List<String> common(MariaDbPrograms programs, Path data) {
        var command = new ArrayList<>(List.of(
                programs.server().toString(),
                "--no-defaults",
                dataFolder(data),
                "--tmpdir=" + temporary(data),
                "--basedir=" + programs.home(),
                "--lc-messages-dir=" + programs.share(),
                "--character-sets-dir=" + programs.share().resolve("charsets"),
                "--character-set-server=utf8mb4",
                "--innodb-log-file-size=" + settings.redoLog().toBytes(),
                "--open-files-limit=4096",
                "--aria-pagecache-buffer-size=8M",
                "--key-buffer-size=1M"));
        if ("root".equals(System.getProperty("user.name"))) command.add("--user=root");
        return command;
    }

    List<String> server(MariaDbPrograms programs, Path data, int port) {
        var command = new ArrayList<>(common(programs, data));
        command.addAll(List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                // Relative to the data folder: the path of a socket may have no more than 107 characters.
                "--socket=mariadbd.sock",
                "--pid-file=mariadbd.pid",
                "--skip-ssl",
                "--skip-name-resolve",
                "--local-infile=0",
                "--max-connections=" + settings.maxConnections(),
                "--max-allowed-packet=" + settings.maxPacket().toBytes(),
                "--innodb-buffer-pool-size=" + settings.pool().toBytes(),
                "--innodb-flush-log-at-trx-commit=1",
                "--transaction-isolation=READ-COMMITTED"));
        return command;
    }

    /** A folder of its own: a server that starts sweeps its temporary folder, also of another server's files. */
    static Path temporary(Path data) {
        return data.resolveSibling("tmp");
    }

    static String dataFolder(Path data) {
        return "--datadir=" + data;
    }
}
