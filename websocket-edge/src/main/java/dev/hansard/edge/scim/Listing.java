// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.scim;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which part of a list is asked for, as RFC 7644, section 3.4.2 has it.
 *
 * @param startIndex of the first, counted from 1
 * @param count at most so many; 0 asks only how many there are
 */
record Listing(@Nullable ScimFilter filter, long startIndex, int count) {
    static final int MOST = 1_000;
    static final int USUAL = 100;

    private static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

    static Listing read(HttpServletRequest request) {
        long startIndex = number(request, "startIndex", 1);
        long count = number(request, "count", USUAL);
        return new Listing(ScimFilter.parse(request.getParameter("filter")), Math.max(1, startIndex), (int)
                Math.max(0, Math.min(count, MOST)));
    }

    long offset() {
        return startIndex - 1;
    }

    ObjectNode answer(List<ObjectNode> resources, long total) {
        ObjectNode json = ScimJson.object();
        json.putArray("schemas").add(SCHEMA);
        json.put("totalResults", total);
        json.put("startIndex", startIndex);
        json.put("itemsPerPage", resources.size());
        ArrayNode all = json.putArray("Resources");
        resources.forEach(all::add);
        return json;
    }

    private static long number(HttpServletRequest request, String name, long otherwise) {
        String value = request.getParameter(name);
        if (value == null || value.isBlank()) return otherwise;
        try {
            return Math.min(Long.parseLong(value.strip()), Integer.MAX_VALUE);
        } catch (NumberFormatException e) {
            throw ScimRefusal.invalidValue(name + " must be an integer");
        }
    }
}
