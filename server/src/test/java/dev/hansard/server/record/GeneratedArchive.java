// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes an export with some of everything that exports have. The same seed makes the same one. */
final class GeneratedArchive {
    private static final long START = 1_600_000_000;
    private static final int PEOPLE = 30;
    private static final List<String> WORDS = List.of(
            "fish", "ümlaut", "日本", "👩‍🚀", "&lt;tag&gt;", "<@UP001>", "`code`", "*bold*", "line\nbreak", "'\"\\");

    private final Random random;
    private final List<String> people = new ArrayList<>();
    private final Map<String, ArrayNode> files = new TreeMap<>();

    private GeneratedArchive(long seed) {
        this.random = new Random(seed);
        for (int i = 0; i < PEOPLE; i++) people.add("UP%03d".formatted(i));
    }

    /** Writes it; about {@code messages} in the largest channel. */
    static Path write(Path file, int messages) throws IOException {
        var archive = new GeneratedArchive(messages);
        archive.users();
        archive.conversation("channels.json", "CG001", "town", archive.people, messages);
        archive.conversation("channels.json", "CG002", "quiet", archive.people.subList(0, 9), 0);
        archive.conversation("channels.json", "CG003", "side", archive.people.subList(3, 20), messages / 10);
        archive.conversation("groups.json", "GP001", "secret", archive.people.subList(0, 5), messages / 10);
        archive.conversation("dms.json", "DM001", null, archive.people.subList(0, 2), 40);
        archive.conversation("dms.json", "DM002", null, archive.people.subList(4, 6), 40);
        archive.conversation("mpims.json", "GM001", "mpdm-a--b--c-1", archive.people.subList(0, 3), 40);
        try (var zip = new ZipOutputStream(Files.newOutputStream(file), StandardCharsets.UTF_8)) {
            for (var entry : archive.files.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().toString().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }

    private ArrayNode file(String name) {
        return files.computeIfAbsent(name, any -> JsonMapper.shared().createArrayNode());
    }

    private void users() {
        for (String id : people) {
            ObjectNode user = file("users.json").addObject();
            user.put("id", id).put("team_id", "TG001").put("name", "person-" + id.substring(2));
            user.put("deleted", id.endsWith("29"))
                    .put("is_owner", id.endsWith("00"))
                    .put("tz", "Europe/Berlin");
            user.putObject("profile").put("real_name", "Person " + id).put("email", id + "@generated.example");
        }
    }

    private void conversation(String list, String id, String name, List<String> members, int messages) {
        ObjectNode channel = file(list).addObject();
        channel.put("id", id).put("created", START - 10).put("creator", members.getFirst());
        if (name != null) channel.put("name", name);
        members.forEach(channel.putArray("members")::add);
        var roots = new ArrayList<ObjectNode>();
        long micros = START * 1_000_000;
        for (int i = 0; i < messages; i++) {
            micros += 1 + random.nextLong(600_000_000);
            ObjectNode message = message(members, micros, id);
            boolean plain = !message.has("subtype");
            if (plain && !roots.isEmpty() && random.nextInt(3) == 0) reply(message, roots);
            else if (plain) roots.add(message);
            String day = Instant.ofEpochSecond(micros / 1_000_000)
                    .atZone(ZoneOffset.UTC)
                    .toLocalDate()
                    .toString();
            file((name == null ? id : name) + '/' + day + ".json").add(message);
        }
    }

    private ObjectNode message(List<String> members, long micros, String channel) {
        ObjectNode message = JsonMapper.shared().createObjectNode();
        message.put("type", "message")
                .put("user", one(members))
                .put("text", text())
                .put("ts", ts(micros));
        switch (random.nextInt(12)) {
            case 0 -> message.put("subtype", "channel_join").put("text", "<@UP001> has joined the channel");
            case 1 -> message.put("subtype", "me_message");
            case 2 ->
                message.putObject("edited")
                        .put("user", message.get("user").asString())
                        .put("ts", ts(micros + 77));
            case 3 -> {
                ObjectNode reaction = message.putArray("reactions").addObject();
                reaction.put("name", "wave").put("count", 2);
                reaction.putArray("users").add(members.get(0)).add(members.get(1));
            }
            case 4 ->
                message.putArray("blocks").addObject().put("type", "divider").put("block_id", "b1");
            case 5 ->
                message.putArray("attachments").addObject().put("text", text()).put("color", "ff0000");
            case 6 -> {
                ObjectNode metadata = message.putObject("metadata").put("event_type", "made");
                metadata.putObject("event_payload").put("number", random.nextInt());
            }
            default -> {
                // Plain text.
            }
        }
        if (!message.has("subtype")) message.put("client_msg_id", new UUID(random.nextLong(), micros).toString());
        if (random.nextInt(40) == 0) {
            message.putArray("pinned_to").add(channel);
            message.putObject("pinned_info").putObject(channel).put("pinned_by", members.getFirst());
        }
        return message;
    }

    private void reply(ObjectNode message, List<ObjectNode> roots) {
        ObjectNode root = roots.get(roots.size() - 1 - random.nextInt(Math.min(roots.size(), 8)));
        message.set("thread_ts", root.get("ts"));
        message.set("parent_user_id", root.get("user"));
        root.set("thread_ts", root.get("ts"));
        if (random.nextInt(10) == 0) message.put("subtype", "thread_broadcast");
    }

    private String text() {
        var text = new StringBuilder("number ").append(random.nextInt(1_000_000));
        for (int i = random.nextInt(6); i > 0; i--) text.append(' ').append(one(WORDS));
        return text.toString();
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String ts(long micros) {
        return "%d.%06d".formatted(micros / 1_000_000, micros % 1_000_000);
    }
}
