// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.database;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * Makes a new database folder with one account, which needs the password and is open to the loopback address only. The
 * install script that comes with MariaDB would leave accounts without a password and needs a shell and Perl's habits.
 */
record MariaDbInstaller(MariaDbPrograms programs, MariaDbOptions options, Path log) {
    static final String USER = "hansard";
    static final String SCHEMA = "hansard";

    private static final List<String> SYSTEM_TABLES =
            List.of("mariadb_system_tables.sql", "mariadb_performance_tables.sql", "mariadb_system_tables_data.sql");

    /** A crash in the middle leaves nothing that looks complete. */
    void install(Path data, String password) throws IOException, InterruptedException {
        if (Files.isDirectory(data)) return;
        Path draft = data.resolveSibling("installing");
        FileSystemUtils.deleteRecursively(draft);
        Files.createDirectories(draft);
        var command = new ArrayList<>(options.common(programs, draft));
        command.add("--bootstrap");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try (OutputStream statements = process.getOutputStream()) {
            statements.write(statements(password).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended early; its log tells why.
        }
        if (process.waitFor() != 0) throw new DatabaseFailed("MariaDB could not make a new database", log);
        Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /** In bootstrap mode each statement has to end a line. */
    private String statements(String password) throws IOException {
        var all = new StringBuilder("CREATE DATABASE mysql;\nUSE mysql;\nSET @auth_root_socket=NULL;\n");
        for (String file : SYSTEM_TABLES) {
            all.append(Files.readString(programs.share().resolve(file))).append('\n');
        }
        return all.append("DELETE FROM global_priv WHERE User='root';\nDELETE FROM proxies_priv;\n")
                .append("INSERT INTO global_priv VALUES ('127.0.0.1','" + USER + "',JSON_OBJECT(")
                .append("'access',18446744073709551615,'plugin','mysql_native_password',")
                .append("'authentication_string',PASSWORD('" + password + "')));\n")
                .append("CREATE DATABASE " + SCHEMA + " CHARACTER SET utf8mb4;\n")
                .toString();
    }
}
