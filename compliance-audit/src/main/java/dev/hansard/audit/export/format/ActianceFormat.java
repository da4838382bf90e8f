// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import java.io.IOException;

/** The XML that archives of instant messages take in, in the manner of Actiance. */
record ActianceFormat() implements ExportFormat {
    @Override
    public String name() {
        return "actiance";
    }

    @Override
    public String description() {
        return "Actiance-style XML for message archives";
    }

    @Override
    public FormatWriter open(FormatContext context, ExportFiles files) throws IOException {
        return new ActianceWriter(context, files);
    }
}
