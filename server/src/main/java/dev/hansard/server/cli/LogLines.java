// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** How the transparency logs are doing, for {@code status}. */
final class LogLines {
    private LogLines() {}

    static void print(JsonNode logs, PrintWriter out) {
        if (logs.isEmpty()) return;
        out.printf("%n%-18s %14s %10s  %s%n", "transparency log", "events", "lag", "state");
        for (JsonNode log : logs) {
            out.printf(
                    "%-18s %,14d %,10d  %s%n",
                    log.path("log").asString(""),
                    log.path("size").asLong(),
                    log.path("lag").asLong(),
                    state(log));
            for (JsonNode place : log.path("places")) {
                String error = place.path("error").asString("");
                out.printf(
                        "  published to the %s up to event %,d%s%n",
                        place.path("name").asString(""),
                        place.path("size").asLong(),
                        error.isEmpty() ? "" : ", FAILING: " + error);
            }
        }
    }

    private static String state(JsonNode log) {
        String halted = log.path("halted").asString("");
        if (!halted.isEmpty()) return "HALTED, NOTHING IS SIGNED: " + halted;
        String error = log.path("error").asString("");
        if (!error.isEmpty()) return "FAILING: " + error;
        if (log.path("elsewhere").asBoolean()) return "kept by another server";
        long signed = log.path("lastCheckpoint").asLong();
        if (signed == 0) return "nothing new since the start";
        return "signed " + ProgressBar.brief(Duration.between(Instant.ofEpochSecond(signed), Instant.now())) + " ago";
    }
}
