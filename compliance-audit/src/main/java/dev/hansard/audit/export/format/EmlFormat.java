// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

/** Mail archives: a mail for each conversation and UTC day. */
record EmlFormat() implements ExportFormat {
    @Override
    public String name() {
        return "eml";
    }

    @Override
    public String description() {
        return "mails for archives, one for each conversation and day";
    }

    @Override
    public FormatWriter open(FormatContext context, ExportFiles files) {
        return new EmlWriter(context, files);
    }
}
