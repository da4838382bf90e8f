// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import java.io.IOException;

/**
 * Slack's workspace export, as importers of chat systems read it: a ZIP of its own within the export.
 *
 * @param uploads with the bytes of files, which some importers refuse
 */
record SlackFormat(String name, String description, boolean uploads) implements ExportFormat {
    /** No paths but {@code name.json} and {@code folder/day.json}. */
    static final SlackFormat WITHOUT_UPLOADS = new SlackFormat("slack", "Slack export ZIP without file bytes", false);

    /** File bytes under {@code __uploads/<file>/<name>}, as far as they are kept. */
    static final SlackFormat WITH_UPLOADS =
            new SlackFormat("slack-uploads", "Slack export ZIP with file bytes under __uploads/", true);

    @Override
    public FormatWriter open(FormatContext context, ExportFiles files) throws IOException {
        return new SlackWriter(context, files, uploads);
    }
}
