// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.scim;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which attributes an answer has, as RFC 7644, section 3.9 has it.
 *
 * @param only in lower case, all when empty
 * @param without in lower case
 */
record Selection(Set<String> only, Set<String> without) {
    private static final Set<String> ALWAYS = Set.of("id", "schemas");
    private static final int MOST = 100;

    static Selection read(HttpServletRequest request) {
        return new Selection(
                names(request.getParameter("attributes")), names(request.getParameter("excludedAttributes")));
    }

    boolean leavesOut(String attribute) {
        String name = attribute.toLowerCase(Locale.ROOT);
        return without.contains(name) || (!only.isEmpty() && only.stream().noneMatch(each -> about(each, name)));
    }

    ObjectNode of(ObjectNode resource) {
        if (only.isEmpty() && without.isEmpty()) return resource;
        ObjectNode selected = resource.deepCopy();
        for (String field : List.copyOf(selected.propertyNames())) {
            String name = field.toLowerCase(Locale.ROOT);
            if (ALWAYS.contains(name)) continue;
            if (leavesOut(name)) selected.remove(field);
            else narrow(selected.get(field), name);
        }
        return selected;
    }

    private void narrow(@Nullable JsonNode value, String name) {
        if (value instanceof ArrayNode array) {
            for (JsonNode each : array) narrow(each, name);
        }
        if (!(value instanceof ObjectNode object)) return;
        for (String field : new ArrayList<>(object.propertyNames())) {
            String dotted = name + '.' + field.toLowerCase(Locale.ROOT);
            String coloned = name + ':' + field.toLowerCase(Locale.ROOT);
            boolean named = only.isEmpty() || Stream.of(name, dotted, coloned).anyMatch(only::contains);
            if (!named || without.contains(dotted) || without.contains(coloned)) object.remove(field);
        }
    }

    private static boolean about(String wanted, String name) {
        return wanted.equals(name) || wanted.startsWith(name + '.') || wanted.startsWith(name + ':');
    }

    private static Set<String> names(@Nullable String list) {
        if (list == null || list.isBlank()) return Set.of();
        return Stream.of(list.split(","))
                .limit(MOST)
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .map(name -> withoutCore(name, ScimJson.USER))
                .map(name -> withoutCore(name, ScimJson.GROUP))
                .filter(name -> !name.isEmpty())
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    private static String withoutCore(String name, String schema) {
        String prefix = schema.toLowerCase(Locale.ROOT) + ':';
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }
}
