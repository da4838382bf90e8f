// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import java.io.IOException;

/** EDRM XML 1.2: the interchange format of the e-discovery reference model, with mails and texts beside it. */
record EdrmFormat() implements ExportFormat {
    @Override
    public String name() {
        return "edrm";
    }

    @Override
    public String description() {
        return "EDRM XML 1.2, a document for each conversation and day";
    }

    @Override
    public FormatWriter open(FormatContext context, ExportFiles files) throws IOException {
        return new EdrmWriter(context, files);
    }
}
