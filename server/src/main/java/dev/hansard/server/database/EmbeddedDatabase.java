// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.database;

import dev.hansard.server.folder.DataFolder;
import dev.hansard.server.folder.Secrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A MariaDB server as a child process, restarted when it ends by itself. What was committed survives the end of either
 * process. Reachable over the loopback address on a port of its own, with a password from the data folder.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final long LOG_LIMIT_BYTES = 10_000_000;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** A server that ran this long starts with the first pause again. */
    private static final Duration SETTLED = Duration.ofSeconds(15);

    private final DatabaseSettings settings;
    private final Path data;
    private final Path log;
    private final String password;
    private final List<String> command;
    private final int port;

    private @Nullable Process process;
    private boolean closed;

    private EmbeddedDatabase(DataFolder folder, DatabaseSettings settings) throws IOException, InterruptedException {
        this.settings = settings;
        this.data = folder.database().resolve("data");
        this.log = rotated(folder.logs().resolve("mariadb.log"));
        this.password = new Secrets(folder).random(Secrets.DATABASE_PASSWORD);
        this.port = freePort();
        Path own = folder.database().resolve("programs");
        var programs = MariaDbPrograms.in(
                settings.programs() == null ? own : settings.programs().toAbsolutePath());
        var options = new MariaDbOptions(settings);
        Orphans.stop(data, settings.stopPatience());
        Files.createDirectories(MariaDbOptions.temporary(data));
        new MariaDbInstaller(programs, options, log).install(data, password);
        // A session of its own, or Ctrl-C in the terminal would reach it too, before the server has let go of it.
        this.command = new ArrayList<>(List.of("setsid"));
        command.addAll(options.server(programs, data, port));
    }

    /** Answers when the database does. The first time this also unpacks and installs it. */
    public static EmbeddedDatabase start(DataFolder folder, DatabaseSettings settings) {
        try {
            var database = new EmbeddedDatabase(folder, settings);
            database.launch(FIRST_PAUSE);
            database.awaitReady();
            return database;
        } catch (IOException e) {
            throw new DatabaseFailed("The embedded database does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseFailed("The start of the embedded database was interrupted", e);
        }
    }

    public String url() {
        return "jdbc:mysql://127.0.0.1:" + port + "/" + MariaDbInstaller.SCHEMA + "?sslMode=DISABLED";
    }

    public String username() {
        return MariaDbInstaller.USER;
    }

    public String password() {
        return password;
    }

    /** Of the process that runs now, or ran last. */
    public synchronized long pid() {
        return process == null ? -1 : process.pid();
    }

    /** Stops it cleanly; nothing may need it any more. */
    @Override
    public void close() {
        Process last;
        synchronized (this) {
            closed = true;
            last = process;
        }
        if (last == null || !last.isAlive()) return;
        try {
            Orphans.stop(last.toHandle(), settings.stopPatience());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Leaves the process alone from now on, as the end of this one would. */
    synchronized void forget() {
        closed = true;
    }

    private synchronized void launch(Duration pause) throws IOException {
        if (closed) return;
        long started = System.nanoTime();
        Process launched = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process = launched;
        launched.onExit().thenAccept(ended -> {
            boolean settled = System.nanoTime() - started > SETTLED.toNanos();
            relaunch(ended, settled ? FIRST_PAUSE : pause);
        });
    }

    private void relaunch(Process ended, Duration pause) {
        synchronized (this) {
            if (closed) return;
        }
        LOG.error(
                "The database process {} ended with {}; see {}. Starting it again",
                ended.pid(),
                ended.exitValue(),
                log);
        Thread.ofVirtual().name("database-restart").start(() -> {
            Duration doubled = pause.multipliedBy(2);
            Duration next = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
            try {
                Thread.sleep(pause);
                launch(next);
            } catch (IOException e) {
                LOG.error("The database process cannot be started: {}", e.toString());
                relaunch(ended, next);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Crash recovery may take its time: there is no limit while the process lives. */
    private void awaitReady() throws InterruptedException {
        Process first = process;
        if (first == null) return;
        for (int tries = 1; ; tries++) {
            try (Connection connection = DriverManager.getConnection(url(), username(), password)) {
                LOG.info("MariaDB {} serves {} as process {}", MariaDbPrograms.VERSION, data, pid());
                return;
            } catch (SQLException e) {
                if (!first.isAlive()) {
                    close();
                    throw new DatabaseFailed("The embedded database does not start", log);
                }
                if (tries % 200 == 0) LOG.info("Still waiting for the database: {}", e.getMessage());
                Thread.sleep(50);
            }
        }
    }

    /** Below the ports that outgoing connections take, so that it is still free when the process starts again. */
    private static int freePort() throws IOException {
        for (int tries = 0; ; tries++) {
            int port = ThreadLocalRandom.current().nextInt(15_000, 30_000);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                if (tries == 100) throw e;
            }
        }
    }

    private static Path rotated(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
            Files.move(log, log.resolveSibling("mariadb.old.log"), StandardCopyOption.REPLACE_EXISTING);
        }
        return log;
    }
}
