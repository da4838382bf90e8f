// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.scim;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request is about.
 *
 * @param method in upper case
 * @param kind the first part of the path, empty for the door itself
 * @param id the second part, null where there is none
 * @param deeper whether there are more parts, of which nothing is known here
 */
record ScimTarget(String method, String kind, @Nullable String id, boolean deeper) {
    static final String ROOT = "/scim/v2";

    private static final Set<String> READING = Set.of("GET", "HEAD");

    static ScimTarget of(HttpServletRequest request) {
        String path = request.getRequestURI();
        String[] parts = path.substring(Math.min(path.length(), ROOT.length())).split("/");
        String method = request.getMethod().toUpperCase(Locale.ROOT);
        String kind = parts.length > 1 ? parts[1] : "";
        return new ScimTarget(method, kind, parts.length > 2 ? decoded(parts[2]) : null, parts.length > 3);
    }

    /** For limits and the audit trail, e.g. {@code scim.users.write}. */
    String named() {
        return "scim." + what() + (READING.contains(method) ? ".read" : ".write");
    }

    /** For metrics; a client cannot make up more of them. */
    String metered() {
        return named();
    }

    private String what() {
        return switch (kind) {
            case "Users" -> "users";
            case "Groups" -> "groups";
            default -> "service";
        };
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return part;
        }
    }
}
