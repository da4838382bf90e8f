// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.audit.export.Conversation;
import dev.hansard.audit.export.Item;
import dev.hansard.audit.export.format.Readable.SharedFile;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code slack-export.zip}. Earlier versions and deleted messages go to {@code revisions.json} at its root, which importers
 * ignore, so that the days hold what members see and nothing is lost.
 */
final class SlackWriter implements FormatWriter {
    static final String FILE = "slack-export.zip";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final FixedZip zip;
    private final SlackLists lists;
    private final SlackJson json;
    private final @Nullable SlackUploads uploads;
    private final Set<String> folders = new HashSet<>();
    private final List<Item> pinned = new ArrayList<>();
    private @Nullable Conversation conversation;
    private String folder = "";
    private @Nullable LocalDate day;

    SlackWriter(FormatContext context, ExportFiles files, boolean withUploads) throws IOException {
        this.zip = new FixedZip(files.file(FILE));
        this.lists = new SlackLists(files);
        this.json = new SlackJson(context);
        this.uploads = withUploads ? new SlackUploads(context, files.scratch()) : null;
        zip.open("users.json");
        var users = new JsonList(zip);
        for (var person : context.people().all()) users.add(json.user(person));
        users.end();
        zip.closeEntry();
    }

    @Override
    public void begin(Conversation next) throws IOException {
        conversation = next;
        folder = folder(next);
        day = null;
        pinned.clear();
        zip.open(folder + '/');
        zip.closeEntry();
    }

    @Override
    public @Nullable String write(Item item) throws IOException {
        Conversation in = Objects.requireNonNull(conversation);
        LocalDate today = Times.day(item.ts());
        boolean shown = !item.isHidden() || item.threadStarted();
        if (shown) {
            if (!today.equals(day)) {
                endDay();
                day = today;
                zip.open(folder + '/' + today + ".json");
                zip.write('[');
            } else {
                zip.write(',');
            }
            zip.write('\n');
            zip.write(JSON.writeValueAsBytes(json.message(in, item)));
        }
        if (item.pinnedNow() != null && !item.isHidden()) pinned.add(item);
        for (var revision : json.revisions(in, item)) lists.revision(revision);
        if (uploads != null) {
            for (SharedFile file : Readable.files(item.content())) uploads.add(in, item.ts(), file);
        }
        return null;
    }

    @Override
    public void end() throws IOException {
        endDay();
        Conversation in = Objects.requireNonNull(conversation);
        lists.add(in.kind(), json.conversation(in, folder, pinned));
    }

    @Override
    public void close() throws IOException {
        lists.copyTo(zip);
        if (uploads != null) uploads.copyTo(zip);
        zip.close();
    }

    private void endDay() throws IOException {
        if (day == null) return;
        zip.write("\n]\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        zip.closeEntry();
        day = null;
    }

    /** The name for channels and group messages, the id for direct messages; each once. */
    private String folder(Conversation next) {
        String name = json.folder(next);
        String free = folders.add(name) ? name : name + '-' + next.id();
        folders.add(free);
        return free;
    }
}
