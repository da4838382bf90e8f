// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A workspace export as its files say, read without any of the importer's code.
 *
 * @param people ids
 * @param channels by the folder of their days
 */
record Archive(Path file, List<String> people, Map<String, Conversation> channels) {

    /** @param messages by ts */
    record Conversation(String folder, List<String> members, TreeMap<String, JsonNode> messages) {
        /** The replies of each root that has any, by ts. */
        Map<String, List<JsonNode>> threads() {
            var threads = new TreeMap<String, List<JsonNode>>();
            for (JsonNode message : messages.values()) {
                if (isReply(message)) {
                    String root = message.path("thread_ts").asString();
                    threads.computeIfAbsent(root, any -> new ArrayList<>()).add(message);
                }
            }
            return threads;
        }
    }

    static boolean isReply(JsonNode message) {
        String thread = message.path("thread_ts").asString("");
        return !thread.isEmpty() && !thread.equals(message.path("ts").asString());
    }

    static Archive read(Path file) {
        var channels = new LinkedHashMap<String, Conversation>();
        var people = new ArrayList<String>();
        try (var zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            json(zip, "users.json").forEach(user -> people.add(user.path("id").asString()));
            for (String list : List.of("channels.json", "groups.json", "dms.json", "mpims.json")) {
                for (JsonNode channel : json(zip, list)) {
                    String folder = channel.path(list.equals("dms.json") ? "id" : "name")
                            .asString();
                    var members = new ArrayList<String>();
                    channel.path("members").forEach(member -> members.add(member.asString()));
                    channels.put(folder, new Conversation(folder, members, new TreeMap<>()));
                }
            }
            for (var all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                int slash = entry.getName().indexOf('/');
                if (slash < 0 || entry.isDirectory()) continue;
                var messages = channels.get(entry.getName().substring(0, slash)).messages();
                for (JsonNode message : json(zip, entry.getName())) {
                    messages.put(message.path("ts").asString(), message);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Archive(file, people, channels);
    }

    int size() {
        return channels.values().stream()
                .mapToInt(channel -> channel.messages().size())
                .sum();
    }

    private static JsonNode json(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) return JsonMapper.shared().createArrayNode();
        return JsonMapper.shared().readTree(zip.getInputStream(entry).readAllBytes());
    }
}
