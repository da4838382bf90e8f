// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.answer;

import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import dev.hansard.query.search.Change;
import dev.hansard.query.search.Fact;
import dev.hansard.query.search.IndexedMessage;
import dev.hansard.query.search.Language;
import dev.hansard.query.search.MessageKey;
import dev.hansard.query.search.analysis.TextAnalysis;
import dev.hansard.query.search.answer.Sight.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public archive of a programming community, as one of its members searches it. */
record CommunityArchive(List<Said> messages, Map<ChannelId, Place> places, Map<String, Set<UserId>> people) {
    static final WorkspaceId WORKSPACE = new WorkspaceId("T0COMMUNITY");
    static final Path FILE = Path.of(
                    System.getProperty("hansard.root", ".."), "..", "shared", "data", "community-slack-export.zip")
            .toAbsolutePath()
            .normalize();
    static final TextAnalysis ENGLISH = new TextAnalysis(Language.EN);

    /** @param thread the root's, for replies and roots with replies */
    record Said(MessageKey key, UserId author, @Nullable Ts thread, String text) {
        boolean isReply() {
            return thread != null && !thread.equals(key.ts());
        }

        MessageKey root() {
            return thread == null ? key : new MessageKey(key.channel(), thread);
        }
    }

    static CommunityArchive read() {
        try (var zip = new ZipFile(FILE.toFile(), StandardCharsets.UTF_8)) {
            Map<String, Set<UserId>> people = new HashMap<>();
            for (JsonNode user : json(zip, zip.getEntry("users.json"))) {
                people.put(
                        user.path("name").asString(),
                        Set.of(new UserId(user.path("id").asString())));
            }
            Map<String, ChannelKey> channels = new HashMap<>();
            Map<ChannelId, Place> places = new HashMap<>();
            for (JsonNode channel : json(zip, zip.getEntry("channels.json"))) {
                var id = new ChannelId(channel.path("id").asString());
                String name = channel.path("name").asString();
                channels.put(name, new ChannelKey(WORKSPACE, id));
                places.put(id, new Place(ChannelKind.PUBLIC, name, true, List.of()));
            }
            List<Said> messages = new ArrayList<>();
            for (var entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                int slash = entry.getName().indexOf('/');
                if (slash < 0 || entry.isDirectory()) continue;
                ChannelKey channel = channels.get(entry.getName().substring(0, slash));
                for (JsonNode message : json(zip, entry)) messages.add(said(channel, message));
            }
            return new CommunityArchive(messages, places, people);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Sight sight(String handle) {
        UserId viewer = people.get(handle).iterator().next();
        return new Sight(viewer, ZoneOffset.UTC, places, people);
    }

    /** What the timeline answers in life. */
    Set<MessageKey> threads(Set<UserId> writers) {
        Set<MessageKey> roots = new HashSet<>();
        for (Said said : messages) {
            if (said.thread() != null && writers.contains(said.author())) roots.add(said.root());
        }
        return roots;
    }

    List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        for (Said said : messages) {
            var analysed = ENGLISH.analyse(List.of(said.text()));
            Set<Fact> facts = new HashSet<>(analysed.facts());
            if (said.thread() != null) facts.add(Fact.THREAD);
            Ts thread = said.isReply() ? said.thread() : null;
            var message = new IndexedMessage(said.key(), said.author(), thread, analysed.text(), facts);
            changes.add(new Change.Put(message, changes.size() + 1L));
        }
        return changes;
    }

    private static Said said(ChannelKey channel, JsonNode message) {
        String thread = message.path("thread_ts").asString("");
        return new Said(
                new MessageKey(channel, Ts.of(message.path("ts").asString())),
                new UserId(message.path("user").asString()),
                thread.isEmpty() ? null : Ts.of(thread),
                message.path("text").asString(""));
    }

    private static JsonNode json(ZipFile zip, ZipEntry entry) throws IOException {
        return JsonMapper.shared().readTree(zip.getInputStream(entry).readAllBytes());
    }
}
