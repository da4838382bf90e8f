// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.database;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops the database that a killed server left behind: two on one folder would damage each other's files, were it not for
 * InnoDB's own lock, with which the second one would not start. Looked for among all processes by the folder on its
 * command line, since a file with a process id may name somebody else by now.
 */
final class Orphans {
    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

    private Orphans() {}

    static List<ProcessHandle> of(Path data) {
        String folder = MariaDbOptions.dataFolder(data);
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").endsWith("/mariadbd"))
                .filter(process -> process.info()
                        .arguments()
                        .map(arguments -> Arrays.asList(arguments).contains(folder))
                        .orElse(false))
                .toList();
    }

    static void stop(Path data, Duration patience) throws InterruptedException {
        for (ProcessHandle orphan : of(data)) {
            LOG.warn("Stopping the database process {} that an earlier server left behind", orphan.pid());
            stop(orphan, patience);
        }
    }

    /** Cleanly, or by force when that takes too long; either way the committed data is safe. */
    static void stop(ProcessHandle process, Duration patience) throws InterruptedException {
        process.destroy();
        if (!ended(process, patience)) {
            LOG.warn("The database process {} does not stop within {}: killing it", process.pid(), patience);
            process.destroyForcibly();
            ended(process, patience);
        }
    }

    private static boolean ended(ProcessHandle process, Duration patience) throws InterruptedException {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
