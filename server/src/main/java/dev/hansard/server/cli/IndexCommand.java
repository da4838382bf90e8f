// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "index",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "check|purge",
        description = "Looks after the search index. To rebuild it: ./hansard replay search")
final class IndexCommand {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = {
                "Compares the whole search index with the whole record, message by message; ends with status 1 if they"
                        + " differ, or if the index was made with other languages than those set now.",
                "",
                "The server goes on meanwhile: what changes while it runs is left out."
            })
    int check(@Mixin ServerOptions server) {
        PrintWriter out = spec.commandLine().getOut();
        var bar = ProgressBar.on(spec.commandLine().getErr());
        var differs = new AtomicBoolean();
        JsonNode last = server.connect().follow("GET", "/admin/index/check", null, line -> {
            if (line.has("position")) {
                bar.show(0, line.path("position").asLong(), "events");
                return;
            }
            bar.end();
            if (line.has("unavailable")) {
                differs.set(true);
                out.printf(
                        "shard %d: %s%n",
                        line.path("shard").asInt(), line.path("unavailable").asString(""));
            }
            if (line.has("report")) differs.compareAndSet(false, !print(line.path("report"), out));
        });
        out.flush();
        if (!last.path("done").asBoolean()) throw new CommandFailed("the server ended before the check was done");
        return differs.get() ? HansardCommand.FAILED : 0;
    }

    @Command(
            name = "purge",
            mixinStandardHelpOptions = true,
            description = {
                "Rewrites the search index's files without what was deleted or erased, now. This happens by itself"
                        + " too, a while after each removal; ends with status 1 if it could not be done.",
                "",
                "Ctrl-C only stops watching what is being rewritten."
            })
    int purge(@Mixin ServerOptions server) {
        PrintWriter out = spec.commandLine().getOut();
        var failed = new AtomicBoolean();
        JsonNode last = server.connect().follow("POST", "/admin/index/purge", null, line -> {
            if (line.has("purging")) {
                out.printf("shard %d: ...%n", line.path("purging").asInt());
            } else if (line.has("unavailable")) {
                failed.set(true);
                out.printf(
                        "shard %d: %s%n",
                        line.path("shard").asInt(), line.path("unavailable").asString(""));
            } else if (line.has("purged")) {
                failed.compareAndSet(false, !printPurged(line.path("purged"), out));
            }
            out.flush();
        });
        if (!last.path("done").asBoolean()) throw new CommandFailed("the server ended before the purge was done");
        return failed.get() ? HansardCommand.FAILED : 0;
    }

    private static boolean printPurged(JsonNode outcome, PrintWriter out) {
        boolean current = outcome.path("current").asBoolean();
        out.printf(
                "shard %d: %,d removed documents were in the files, %,d are left; %,d kB, %,d kB before%s%n",
                outcome.path("shard").asInt(),
                outcome.path("removed").asLong(),
                outcome.path("left").asLong(),
                outcome.path("bytesLeft").asLong() / 1000,
                outcome.path("bytes").asLong() / 1000,
                current ? "" : "; but the index is behind the record, purge again when it has caught up");
        return current;
    }

    private static boolean print(JsonNode report, PrintWriter out) {
        long differences = report.path("missing").asLong()
                + report.path("stale").asLong()
                + report.path("surplus").asLong();
        boolean current = report.path("current").asBoolean();
        boolean otherLanguages = report.path("otherLanguages").asBoolean();
        out.printf(
                "shard %d: %,d messages up to position %,d, %d missing, %d stale, %d surplus%s%n",
                report.path("shard").asInt(),
                report.path("messages").asLong(),
                report.path("position").asLong(),
                report.path("missing").asLong(),
                report.path("stale").asLong(),
                report.path("surplus").asLong(),
                current ? "" : ", and the index is behind the record");
        for (JsonNode example : report.path("examples")) out.printf("  %s%n", example.asString(""));
        if (otherLanguages) out.println("  made with other languages than those set now: ./hansard replay search");
        return current && differences == 0 && !otherLanguages;
    }
}
