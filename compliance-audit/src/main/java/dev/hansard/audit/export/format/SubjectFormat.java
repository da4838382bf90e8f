// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import java.io.IOException;

/** What is kept about one person, for a request of that person: their own words and deeds and nobody else's. */
record SubjectFormat() implements ExportFormat {
    static final String NAME = "subject";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "one person's own data: account, memberships, messages, reactions, audit entries";
    }

    @Override
    public FormatWriter open(FormatContext context, ExportFiles files) throws IOException {
        return new SubjectWriter(context, files);
    }
}
