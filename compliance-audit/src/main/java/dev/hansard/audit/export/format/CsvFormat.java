// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import java.io.IOException;

/** A table of all versions of all messages, as spreadsheets and archives read it. */
record CsvFormat() implements ExportFormat {
    @Override
    public String name() {
        return "csv";
    }

    @Override
    public String description() {
        return "CSV, a row for each message, edit, deletion, arrival and leave";
    }

    @Override
    public FormatWriter open(FormatContext context, ExportFiles files) throws IOException {
        return new CsvWriter(context, files);
    }
}
