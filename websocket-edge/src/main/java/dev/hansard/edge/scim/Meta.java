// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.scim;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What SCIM tells about a resource itself. The version is a weak one: a hash of what the resource says. */
final class Meta {
    private Meta() {}

    static ObjectNode add(ObjectNode resource, String type, String location, long created, long updated) {
        String version = "W/\"" + hash(resource.toString()) + '"';
        resource.putObject("meta")
                .put("resourceType", type)
                .put("created", Instant.ofEpochSecond(created).toString())
                .put("lastModified", Instant.ofEpochSecond(updated).toString())
                .put("location", location)
                .put("version", version);
        return resource;
    }

    static String version(ObjectNode resource) {
        return resource.path("meta").path("version").asString("");
    }

    static String location(ObjectNode resource) {
        return resource.path("meta").path("location").asString("");
    }

    /** Whether a list of versions, as {@code If-Match} has them, names this one; strong and weak ones compare alike. */
    static boolean named(String versions, String version) {
        if (versions.strip().equals("*")) return true;
        for (String each : versions.split(",")) {
            if (opaque(each.strip()).equals(opaque(version))) return true;
        }
        return false;
    }

    /** Refuses with 412 when the condition names other versions; null is no condition. */
    static void require(@Nullable String ifMatch, ObjectNode resource) {
        if (ifMatch != null && !named(ifMatch, version(resource))) {
            throw new ScimRefusal(412, null, "the resource has another version");
        }
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
