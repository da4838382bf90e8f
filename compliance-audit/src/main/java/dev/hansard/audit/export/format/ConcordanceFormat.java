// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import java.io.IOException;

/** The load files of review platforms: Concordance DAT and Opticon OPT, with mails, texts and pages. */
record ConcordanceFormat() implements ExportFormat {
    @Override
    public String name() {
        return "concordance";
    }

    @Override
    public String description() {
        return "Concordance DAT and Opticon OPT load files, a document for each conversation and day";
    }

    @Override
    public FormatWriter open(FormatContext context, ExportFiles files) throws IOException {
        return new ConcordanceWriter(context, files);
    }
}
