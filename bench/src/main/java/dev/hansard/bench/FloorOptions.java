// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import picocli.CommandLine.Option;

/** Whether what the machine can do at most is measured in the same run. */
final class FloorOptions {
    private static final int[] CONNECTIONS = {1, 8};
    private static final int ROWS_PER_COMMIT = 100;

    @Option(
            names = "--floors",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Measure the floors as well and compare with them (default).")
    boolean wanted = true;

    @Option(
            names = "--floor-seconds",
            defaultValue = "5",
            paramLabel = "SECONDS",
            description = "Of each measurement of the raw inserts (default: 5).")
    int seconds = 5;

    /** Rows a second that the database inserts durably in groups of 100, by one connection or several: the better one. */
    double inserts(Bed bed, Results results) throws Exception {
        double best = 0;
        try (var inserts = new RawInserts(bed.process())) {
            for (int connections : CONNECTIONS) {
                double rate = inserts.measure(connections, ROWS_PER_COMMIT, seconds);
                results.say("floor: %d connections insert %.0f rows/s".formatted(connections, rate));
                best = Math.max(best, rate);
            }
        }
        return best;
    }
}
