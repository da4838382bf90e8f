// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.api.Ts;
import dev.hansard.audit.export.Conversation;
import dev.hansard.audit.export.format.Readable.SharedFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Remembers on disk which files were shared and puts their bytes into the ZIP at the end. */
final class SlackUploads {
    private final FormatContext context;
    private final ExportFiles.Scratch list;

    SlackUploads(FormatContext context, ExportFiles.Scratch list) {
        this.context = context;
        this.list = list;
    }

    void add(Conversation conversation, Ts ts, SharedFile file) throws IOException {
        try (InputStream bytes = context.fileBytes().open(file.id())) {
            if (bytes == null) {
                context.exceptions().add(conversation, ts, Exceptions.Reason.FILE_BYTES_MISSING, file.id());
                return;
            }
        }
        list.write((file.id() + '\t' + Names.file(file.name()) + '\n').getBytes(StandardCharsets.UTF_8));
    }

    void copyTo(RestartableZip zip) throws IOException {
        // A file that was shared often is told apart by its id, of which there are few beside messages.
        Set<String> done = new HashSet<>();
        try (var lines = new BufferedReader(new InputStreamReader(list.read(0), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] file = line.split("\t", 2);
                if (!done.add(file[0])) continue;
                try (InputStream bytes = context.fileBytes().open(file[0])) {
                    if (bytes == null) throw new IOException("the bytes of file " + file[0] + " went away");
                    zip.open("__uploads/" + file[0] + '/' + file[1]);
                    bytes.transferTo(zip);
                    zip.closeEntry();
                }
            }
        }
    }
}
