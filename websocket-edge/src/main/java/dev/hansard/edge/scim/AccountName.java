// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.scim;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The parts of a name beside the one real name that a profile has. They are kept only while they make up that name: who
 * changes the real name elsewhere has a new name, of which nobody knows the parts.
 */
record AccountName(@Nullable String given, @Nullable String family) {

    /** The stored parts where they fit the real name, else the real name cut at its first space. */
    static AccountName of(String real, @Nullable JsonNode stored) {
        if (stored instanceof ObjectNode parts) {
            var name = new AccountName(ScimJson.text(parts, "givenName"), ScimJson.text(parts, "familyName"));
            if (real.equals(name.joined())) return name;
        }
        int space = real.indexOf(' ');
        if (space < 0) return new AccountName(real.isEmpty() ? null : real, null);
        return new AccountName(
                real.substring(0, space), real.substring(space + 1).strip());
    }

    /** Null when there are no parts. */
    @Nullable
    String joined() {
        if (given == null) return family;
        return family == null ? given : given + ' ' + family;
    }

    ObjectNode json() {
        ObjectNode json = ScimJson.object();
        ScimJson.put(json, "givenName", given);
        ScimJson.put(json, "familyName", family);
        return json;
    }

    /** The real name that a resource asks for; null when it names nobody. */
    static @Nullable String real(ObjectNode wanted, @Nullable String before) {
        JsonNode node = wanted.path("name");
        if (node.isMissingNode() || node.isNull()) return before;
        ObjectNode name = ScimJson.object(node, "name");
        var parts = new AccountName(ScimJson.text(name, "givenName"), ScimJson.text(name, "familyName"));
        String formatted = ScimJson.text(name, "formatted");
        String joined = parts.joined();
        // Whoever changes only the whole name leaves parts behind that are no longer true.
        boolean partsKept = before != null && Objects.equals(joined, before);
        if (formatted != null && !formatted.equals(before) && (partsKept || joined == null)) return formatted;
        return joined == null ? formatted : joined;
    }
}
