// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An entry as a line of the Common Event Format, version 0, as ArcSight's implementation guide defines it. */
final class Cef {
    private static final int USUAL = 3;
    private static final int NOTEWORTHY = 6;

    private Cef() {}

    static String line(ObjectNode entry) {
        String action = entry.path("action").asString("");
        String outcome = entry.at("/hansard/outcome").asString("unknown");
        int severity = outcome.equals("success") ? USUAL : NOTEWORTHY;
        var line = new StringBuilder("CEF:0|Hansard|Hansard|1|")
                .append(header(action))
                .append('|')
                .append(header(action.replace('_', ' ')))
                .append('|')
                .append(severity)
                .append('|');
        String type = entry.at("/entity/type").asString("");
        JsonNode target = entry.at("/entity/" + type);
        add(line, "rt", Long.toString(entry.at("/hansard/at").asLong() / 1_000));
        add(line, "externalId", text(entry.path("id")));
        add(line, "suid", text(entry.at("/actor/user/id")));
        add(line, "suser", text(entry.at("/actor/user/name")));
        add(line, "src", text(entry.at("/context/ip_address")));
        add(line, "requestClientApplication", text(entry.at("/context/ua")));
        add(line, "outcome", outcome);
        add(line, "reason", text(entry.at("/details/reason")));
        if (type.equals("user")) add(line, "duid", text(target.path("id")));
        add(line, "cs1Label", "workspace");
        add(line, "cs1", text(entry.at("/context/location/id")));
        add(line, "cs2Label", "entity");
        add(
                line,
                "cs2",
                type + ":"
                        + (type.equals("message")
                                ? place(target)
                                : target.path("id").asString("")));
        add(line, "cs3Label", "details");
        add(line, "cs3", entry.path("details").toString());
        add(line, "cn1Label", "position");
        add(line, "cn1", text(entry.at("/hansard/position")));
        return line.toString().stripTrailing();
    }

    private static String place(JsonNode message) {
        return message.path("channel").asString("")
                + '/'
                + message.path("timestamp").asString("");
    }

    private static @Nullable String text(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? null : node.asString();
    }

    private static void add(StringBuilder line, String key, @Nullable String value) {
        if (value != null) line.append(key).append('=').append(extension(value)).append(' ');
    }

    private static String header(String text) {
        return text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ").replace("\r", " ");
    }

    private static String extension(String text) {
        return text.replace("\\", "\\\\")
                .replace("=", "\\=")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
