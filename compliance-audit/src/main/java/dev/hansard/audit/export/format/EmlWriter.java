// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** {@code <conversation> - (<id>)/<day>.eml}. */
final class EmlWriter extends SliceWriter {
    private static final int MAX_MESSAGES = 5_000;

    private final EmlDocument document;
    private final FormatContext context;
    private final ExportFiles files;

    EmlWriter(FormatContext context, ExportFiles files) {
        super(MAX_MESSAGES);
        this.document = new EmlDocument(context);
        this.context = context;
        this.files = files;
    }

    @Override
    void write(Slice slice) throws IOException {
        String title = Names.file(slice.conversation().title(context.people()));
        String path = title + " - (" + slice.conversation().id() + ")/" + slice.name() + ".eml";
        try (OutputStream out = new BufferedOutputStream(files.file(path))) {
            document.write(slice, out);
        }
    }
}
