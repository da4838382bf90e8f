// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

/** Relativity's short message format 2.0: a mail with a ZIP for each conversation and UTC day. */
record RsmfFormat() implements ExportFormat {
    @Override
    public String name() {
        return "rsmf";
    }

    @Override
    public String description() {
        return "RSMF 2.0, one file for each conversation and day";
    }

    @Override
    public FormatWriter open(FormatContext context, ExportFiles files) {
        return new RsmfWriter(context, files);
    }
}
