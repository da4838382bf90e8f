// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import java.io.IOException;

/** Our own: one line of JSON for each message, with everything that the record knows of it. */
record JsonLinesFormat() implements ExportFormat {
    @Override
    public String name() {
        return "jsonl";
    }

    @Override
    public String description() {
        return "JSON lines with every version, reaction and position; loses nothing";
    }

    @Override
    public FormatWriter open(FormatContext context, ExportFiles files) throws IOException {
        return new JsonLinesWriter(context, files);
    }
}
