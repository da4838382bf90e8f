// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** An entry of the audit trail as a line to read. */
final class AuditLine {
    private AuditLine() {}

    static String of(JsonNode entry) {
        String outcome = entry.at("/hansard/outcome").asString("unreadable");
        String details =
                entry.path("details").isEmpty() ? "" : entry.path("details").toString();
        return "%-20s  %-34s  %-28s  %-28s  %s%s"
                .formatted(
                        Instant.ofEpochSecond(entry.path("date_create").asLong()),
                        entry.path("action").asString(""),
                        named(entry.at("/actor/user")),
                        target(entry.path("entity")),
                        outcome.equals("success") ? "" : outcome.toUpperCase(java.util.Locale.ROOT) + " ",
                        details);
    }

    private static String named(JsonNode thing) {
        String id = thing.path("id").asString("");
        String name = thing.path("name").asString("");
        return printable(name.isEmpty() || name.equalsIgnoreCase(id) ? id : name + " (" + id + ")");
    }

    private static String target(JsonNode entity) {
        String type = entity.path("type").asString("");
        JsonNode thing = entity.path(type);
        if (type.equals("message")) {
            return "message " + thing.path("channel").asString("") + " "
                    + thing.path("timestamp").asString("");
        }
        return type + " " + named(thing);
    }

    /** Names are what people chose; they must not steer the terminal. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
