// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.audit.export.Conversation;
import dev.hansard.audit.export.Item;
import dev.hansard.audit.export.Person;
import dev.hansard.audit.export.format.Readable.SharedFile;
import java.io.BufferedWriter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code posts.csv} (RFC 4180) and {@code metadata.json}, and {@code warning.txt} when file bytes are missing. */
final class CsvWriter implements FormatWriter {
    static final String[] COLUMNS = {
        "Post Creation Time",
        "Post Update Time",
        "Post Update Type",
        "Team Id",
        "Team Name",
        "Team Display Name",
        "Channel Id",
        "Channel Name",
        "Channel Display Name",
        "Channel Type",
        "User Id",
        "User Email",
        "Username",
        "Post Id",
        "Edited By Post Id",
        "Replied to Post Id",
        "Post Message",
        "Post Type",
        "User Type",
        "Previews Post Id"
    };

    private final FormatContext context;
    private final ExportFiles files;
    private final Readable readable;
    private final CSVPrinter csv;
    private @Nullable Conversation conversation;
    private boolean present;
    private long posts;
    private long missingFiles;

    CsvWriter(FormatContext context, ExportFiles files) throws IOException {
        this.context = context;
        this.files = files;
        this.readable = new Readable(context.people());
        var out = new BufferedWriter(new OutputStreamWriter(files.file("posts.csv"), StandardCharsets.UTF_8), 65_536);
        this.csv = CSVFormat.RFC4180.builder().setHeader(COLUMNS).get().print(out);
    }

    @Override
    public void begin(Conversation next) {
        conversation = next;
        present = false;
    }

    @Override
    public @Nullable String write(Item item) throws IOException {
        Conversation in = Objects.requireNonNull(conversation);
        if (!present) {
            present = true;
            for (UserId user : in.membersAt(item.ts())) {
                row(in, user, item.ts(), null, "", "", "", "", "User joined the channel", "previously-joined");
            }
        }
        String id = in.id() + '-' + item.ts();
        String root = item.root() == null ? "" : in.id() + '-' + item.root();
        String type = type(item);
        List<Item.Version> versions = item.versions();
        for (int i = 0; i < versions.size(); i++) {
            Item.Version version = versions.get(i);
            boolean newest = i == versions.size() - 1;
            String own = newest ? id : id + "-v" + (i + 1);
            String newer = newest ? "" : i + 2 == versions.size() ? id : id + "-v" + (i + 2);
            String update = i > 0 ? "EditedNewMsg" : newest ? "" : "EditedOriginalMsg";
            row(
                    in,
                    item.author(),
                    item.ts(),
                    i == 0 ? null : version.at(),
                    update,
                    own,
                    newer,
                    root,
                    readable.of(version.content()),
                    type);
        }
        if (item.removal() != null) {
            row(
                    in,
                    item.author(),
                    item.ts(),
                    item.removal().at(),
                    "Deleted",
                    id,
                    "",
                    root,
                    "delete " + readable.of(item),
                    type);
        }
        for (SharedFile file : Readable.files(item.content())) {
            missingFiles++;
            row(in, item.author(), item.ts(), null, "", id, "", root, file.id() + ' ' + file.name(), "attachment");
        }
        posts++;
        return null;
    }

    @Override
    public void end() {
        conversation = null;
    }

    @Override
    public void save(DataOutput state) throws IOException {
        csv.flush();
        state.writeBoolean(present);
        state.writeLong(posts);
        state.writeLong(missingFiles);
    }

    @Override
    public void restore(DataInput state) throws IOException {
        csv.flush();
        present = state.readBoolean();
        posts = state.readLong();
        missingFiles = state.readLong();
    }

    @Override
    public void close() throws IOException {
        csv.close(true);
        ObjectNode metadata = JsonMapper.shared().createObjectNode();
        metadata.put("product", context.product());
        metadata.put("workspace", context.workspace());
        metadata.put("posts", posts);
        metadata.put("attachments", missingFiles);
        write("metadata.json", metadata.toString() + '\n');
        if (missingFiles > 0) {
            write(
                    "warning.txt",
                    missingFiles + " shared files are named in posts.csv, but their bytes are not in the record.\n");
        }
    }

    private void write(String name, String text) throws IOException {
        try (var out = files.file(name)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void row(
            Conversation in,
            UserId user,
            Ts created,
            @Nullable Ts updated,
            String update,
            String id,
            String newer,
            String root,
            String text,
            String type)
            throws IOException {
        Person person = context.people().get(user);
        String team = context.people().workspaceName();
        csv.printRecord(
                Long.toString(Times.millis(created)),
                updated == null ? "" : Long.toString(Times.millis(updated)),
                update,
                context.workspace(),
                safe(team),
                safe(team),
                in.id(),
                safe(in.name() == null ? in.id() : in.name()),
                safe(in.title(context.people())),
                in.kind().name().toLowerCase(java.util.Locale.ROOT),
                user.value(),
                safe(person.email() == null ? "" : person.email()),
                safe(person.handle()),
                id,
                newer,
                root,
                safe(text),
                type,
                person.bot() != null ? "bot" : "user",
                "");
    }

    private static String type(Item item) {
        String subtype = item.origin().subtype();
        if ("channel_join".equals(subtype) || "group_join".equals(subtype)) return "enter";
        if ("channel_leave".equals(subtype) || "group_leave".equals(subtype)) return "leave";
        return "message";
    }

    /** Spreadsheets would run what begins like a formula. */
    static String safe(String text) {
        if (text.isEmpty()) return text;
        char first = text.stripLeading().isEmpty()
                ? text.charAt(0)
                : text.stripLeading().charAt(0);
        return "=+-@".indexOf(first) >= 0 || "\t\r".indexOf(text.charAt(0)) >= 0 ? '\'' + text : text;
    }
}
