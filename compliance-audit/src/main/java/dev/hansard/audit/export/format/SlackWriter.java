// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.audit.export.Conversation;
import dev.hansard.audit.export.Item;
import dev.hansard.audit.export.format.Readable.SharedFile;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * {@code slack-export.zip}. Earlier versions and deleted messages go to {@code revisions.json} at its root, which importers
 * ignore, so that the days hold what members see and nothing is lost.
 */
final class SlackWriter implements FormatWriter {
    static final String FILE = "slack-export.zip";

    private final RestartableZip zip;
    private final SlackLists lists;
    private final SlackJson json;
    private final SlackDays days;
    private final @Nullable SlackUploads uploads;
    private final Set<String> folders = new LinkedHashSet<>();
    private final List<SlackPin> pinned = new ArrayList<>();
    private @Nullable Conversation conversation;
    private String folder = "";

    SlackWriter(FormatContext context, ExportFiles files, boolean withUploads) throws IOException {
        this.zip = new RestartableZip(files.file(FILE), files.scratch());
        this.lists = new SlackLists(files);
        this.json = new SlackJson(context);
        this.days = new SlackDays(files);
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
        pinned.clear();
        days.begin();
    }

    @Override
    public @Nullable String write(Item item) throws IOException {
        Conversation in = Objects.requireNonNull(conversation);
        if (!item.isHidden() || item.threadStarted()) days.add(item, json.message(in, item));
        SlackPin pin = item.isHidden() ? null : SlackPin.of(item);
        if (pin != null) pinned.add(pin);
        for (var revision : json.revisions(in, item)) lists.revision(revision);
        if (uploads != null) {
            for (SharedFile file : Readable.files(item.content())) uploads.add(in, item.ts(), file);
        }
        return null;
    }

    @Override
    public void end() throws IOException {
        zip.open(folder + '/');
        zip.closeEntry();
        days.copyTo(zip, folder);
        Conversation in = Objects.requireNonNull(conversation);
        lists.add(in.kind(), json.conversation(in, folder, pinned));
    }

    @Override
    public void save(DataOutput state) throws IOException {
        ZipPoint point = zip.point();
        state.writeLong(point.length());
        state.writeLong(point.entries());
        state.writeInt(folders.size());
        for (String each : folders) state.writeUTF(each);
        state.writeUTF(folder);
        state.writeInt(pinned.size());
        for (SlackPin each : pinned) each.save(state);
        state.writeLong(days.start().message());
        state.writeLong(days.start().reply());
        lists.save(state);
    }

    @Override
    public void restore(DataInput state) throws IOException {
        zip.resume(new ZipPoint(state.readLong(), state.readLong(), null), new CRC32());
        folders.clear();
        for (int left = state.readInt(); left > 0; left--) folders.add(state.readUTF());
        folder = state.readUTF();
        pinned.clear();
        for (int left = state.readInt(); left > 0; left--) pinned.add(SlackPin.restore(state));
        days.begin(new SlackDays.Start(state.readLong(), state.readLong()));
        lists.restore(state);
    }

    @Override
    public void close() throws IOException {
        lists.copyTo(zip);
        if (uploads != null) uploads.copyTo(zip);
        zip.close();
    }

    /** The name for channels and group messages, the id for direct messages; each once. */
    private String folder(Conversation next) {
        String name = json.folder(next);
        String free = folders.add(name) ? name : name + '-' + next.id();
        folders.add(free);
        return free;
    }
}
