// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;

/** Watches an export until it has ended, and fetches its file. */
final class ExportFetch {
    private static final long POLL_MILLIS = 200;

    private final AdminClient client;
    private final CommandSpec spec;
    private final String id;

    ExportFetch(AdminClient client, CommandSpec spec, String id) {
        this.client = client;
        this.spec = spec;
        this.id = id;
    }

    int fetch(Path out) {
        JsonNode job = watch();
        if (!job.path("state").asString("").equals("done")) {
            String why = job.path("failure").asString(job.path("state").asString(""));
            throw new CommandFailed("export " + id + " has no file: " + why);
        }
        client.download(
                "/admin/exports/" + id + "/file", out, job.path("sha256").asString(""));
        spec.commandLine()
                .getOut()
                .printf(
                        "%s: %,d messages, %,d exceptions, %,d could not be exported. %,d bytes, SHA-256 %s%n",
                        out,
                        job.path("items").asLong(),
                        job.path("exceptions").asLong(),
                        job.path("failed").asLong(),
                        job.path("size").asLong(),
                        job.path("sha256").asString(""));
        spec.commandLine().getOut().flush();
        return job.path("failed").asLong() == 0 ? 0 : HansardCommand.IN_PART;
    }

    private JsonNode watch() {
        var bar = ProgressBar.on(spec.commandLine().getErr());
        while (true) {
            JsonNode job = client.get("/admin/exports/" + id);
            String state = job.path("state").asString("");
            if (!state.equals("queued") && !state.equals("running")) {
                bar.end();
                return job;
            }
            bar.show(job.path("fraction").asDouble(), job.path("items").asLong(), "messages");
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CommandFailed("interrupted; the export goes on: ./hansard export get " + id);
            }
        }
    }
}
