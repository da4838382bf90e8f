// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * CPU seconds that each part has used.
 *
 * @param server the server's process
 * @param database its database's process
 * @param load this process
 */
public record CpuTimes(double server, double database, double load) {
    /** Linux counts in hundredths on every machine that Java runs on. */
    private static final double TICKS = 100;

    static CpuTimes now(long serverPid, long databasePid) {
        return new CpuTimes(
                of(serverPid), of(databasePid), of(ProcessHandle.current().pid()));
    }

    CpuTimes minus(CpuTimes earlier) {
        return new CpuTimes(server - earlier.server, database - earlier.database, load - earlier.load);
    }

    /** CPU seconds of the process' threads with this name that live now. */
    static double thread(long pid, String name) {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return tasks.filter(task -> name.equals(text(task.resolve("comm")).strip()))
                    .mapToDouble(task -> seconds(task.resolve("stat")))
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Seconds for which the process' threads whose names begin so ran or waited for a processor. */
    static double demand(long pid, String names) {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return tasks.filter(task -> text(task.resolve("comm")).startsWith(names))
                    .mapToDouble(task -> scheduled(task.resolve("schedstat")))
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }

    private static double scheduled(Path file) {
        String[] fields = text(file).split(" ");
        return fields.length < 2 ? 0 : (Long.parseLong(fields[0]) + Long.parseLong(fields[1])) / 1e9;
    }

    /** CPU seconds that a process has used; 0 for one that there is not. */
    public static double of(long pid) {
        return pid < 0 ? 0 : seconds(Path.of("/proc", Long.toString(pid), "stat"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    private static double seconds(Path file) {
        try {
            String stat = Files.readString(file);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
        } catch (IOException e) {
            return 0;
        }
    }
}
