// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Those whom the demo workspace lacks, as the Slack export by which they come in. */
final class Cast {
    /** Of people who only fill pages: {@code extra01} and so on. */
    static final int EXTRAS = 12;

    private Cast() {}

    static byte[] export() {
        ArrayNode users = JsonMapper.shared().createArrayNode();
        person(users, "adam", "Adam Admin").put("is_admin", true);
        person(users, "gary", "Gary Guest").put("is_restricted", true);
        person(users, "simon", "Simon Single").put("is_restricted", true).put("is_ultra_restricted", true);
        person(users, "dora", "Dora Departed").put("deleted", true);
        for (int i = 1; i <= EXTRAS; i++) person(users, "extra%02d".formatted(i), "Extra " + i);
        var zip = new ByteArrayOutputStream();
        try (var archive = new ZipOutputStream(zip)) {
            archive.putNextEntry(new ZipEntry("users.json"));
            archive.write(users.toString().getBytes(StandardCharsets.UTF_8));
            archive.putNextEntry(new ZipEntry("channels.json"));
            archive.write("[]".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zip.toByteArray();
    }

    /** E.g. {@code U0ADAM} for {@code adam}. */
    static String id(String handle) {
        return switch (handle) {
            case "olivia" -> "U0OLIVIA000";
            case "max" -> "U0MAX000000";
            case "mina" -> "U0MINA00000";
            case "botty" -> "U0BOTTY0000";
            default -> "U0" + handle.toUpperCase(java.util.Locale.ROOT);
        };
    }

    private static ObjectNode person(ArrayNode users, String handle, String name) {
        ObjectNode user = users.addObject().put("id", id(handle)).put("name", handle);
        user.putObject("profile").put("real_name", name).put("email", handle + "@cast.example");
        return user;
    }
}
