// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CPU seconds that each part has used.
 *
 * @param server the server's process
 * @param database its database's process
 * @param load this process
 */
record CpuTimes(double server, double database, double load) {
    /** Linux counts in hundredths on every machine that Java runs on. */
    private static final double TICKS = 100;

    static CpuTimes now(long serverPid, long databasePid) {
        return new CpuTimes(
                of(serverPid), of(databasePid), of(ProcessHandle.current().pid()));
    }

    CpuTimes minus(CpuTimes earlier) {
        return new CpuTimes(server - earlier.server, database - earlier.database, load - earlier.load);
    }

    private static double of(long pid) {
        if (pid < 0) return 0;
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
        } catch (IOException e) {
            return 0;
        }
    }
}
