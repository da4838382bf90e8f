// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.api.ChannelKind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** The files at the root of a Slack export that grow while the days are written. */
final class SlackLists {
    private static final String REVISIONS = "revisions.json";

    private record Growing(ExportFiles.Scratch scratch, JsonList list) {}

    private final Map<String, Growing> files = new LinkedHashMap<>();

    SlackLists(ExportFiles export) throws IOException {
        for (ChannelKind kind : ChannelKind.values()) open(file(kind), export);
        open("integration_logs.json", export);
        open(REVISIONS, export);
    }

    void add(ChannelKind kind, ObjectNode conversation) throws IOException {
        list(file(kind)).add(conversation);
    }

    void revision(ObjectNode revision) throws IOException {
        list(REVISIONS).add(revision);
    }

    void copyTo(RestartableZip zip) throws IOException {
        for (var file : files.entrySet()) {
            file.getValue().list().end();
            zip.open(file.getKey());
            try (InputStream in = file.getValue().scratch().read(0)) {
                in.transferTo(zip);
            }
            zip.closeEntry();
        }
    }

    void save(DataOutput state) throws IOException {
        for (Growing file : files.values()) state.writeBoolean(file.list().hasAny());
    }

    void restore(DataInput state) throws IOException {
        for (Growing file : files.values()) file.list().hasAny(state.readBoolean());
    }

    private void open(String name, ExportFiles export) throws IOException {
        ExportFiles.Scratch scratch = export.scratch();
        files.put(name, new Growing(scratch, new JsonList(scratch)));
    }

    private JsonList list(String name) {
        return Objects.requireNonNull(files.get(name), name).list();
    }

    private static String file(ChannelKind kind) {
        return switch (kind) {
            case PUBLIC -> "channels.json";
            case PRIVATE -> "groups.json";
            case IM -> "dms.json";
            case MPIM -> "mpims.json";
        };
    }
}
