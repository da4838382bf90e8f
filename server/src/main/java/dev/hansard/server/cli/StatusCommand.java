// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows a running server's roles, shards, read models, their lag, dead letters and sessions.")
final class StatusCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print everything as JSON.")
    boolean json;

    @Option(
            names = "--inspect",
            description =
                    "Walk the whole record and tell whether it holds together; ends with status 1 if it does not.")
    boolean inspect;

    @Mixin
    ServerOptions server = new ServerOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (inspect) return inspect();
        JsonNode status = server.connect().get("/admin/status");
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(status.toPrettyString());
        } else {
            print(status, out);
            LogLines.print(server.connect().get("/admin/proofs"), out);
        }
        out.flush();
        return 0;
    }

    private int inspect() {
        PrintWriter out = spec.commandLine().getOut();
        var found = new AtomicLong();
        var bar = ProgressBar.on(spec.commandLine().getErr());
        server.connect().follow("GET", "/admin/inspect", null, line -> {
            JsonNode report = line.path("report");
            if (!report.isObject()) {
                if (line.has("position")) bar.show(0, line.path("position").asLong(), "events");
                return;
            }
            bar.end();
            found.addAndGet(report.path("found").asLong());
            out.printf(
                    "shard %d: %,d events in %,d streams up to position %,d, %s%n",
                    report.path("shard").asInt(),
                    report.path("events").asLong(),
                    report.path("streams").asLong(),
                    report.path("head").asLong(),
                    report.path("found").asLong() == 0
                            ? "sound"
                            : report.path("found").asLong() + " problems");
            for (JsonNode problem : report.path("problems")) {
                out.printf(
                        "  %s at position %,d, stream %s: %s%n",
                        problem.path("kind").asString(""),
                        problem.path("position").asLong(),
                        problem.path("stream").asString("unknown"),
                        problem.path("detail").asString(""));
            }
        });
        out.flush();
        return found.get() == 0 ? 0 : 1;
    }

    private static void print(JsonNode status, PrintWriter out) {
        String roles = status.path("roles")
                .valueStream()
                .map(role -> role.asString(""))
                .collect(Collectors.joining(", "));
        out.printf(
                "%s, process %d, up %s%n",
                status.path("url").asString(""),
                status.path("pid").asLong(),
                ProgressBar.brief(Duration.ofMillis(status.path("upMillis").asLong())));
        out.printf("roles     %s%n", roles);
        out.printf("sessions  %,d%n", status.path("sessions").asLong());
        out.printf("%n%-6s %-10s %-9s %14s %14s%n", "shard", "region", "database", "events", "fed up to");
        for (JsonNode shard : status.path("shards")) {
            out.printf(
                    "%-6d %-10s %-9s %,14d %,14d%n",
                    shard.path("id").asInt(),
                    shard.path("region").asString(""),
                    shard.path("reachable").asBoolean() ? "up" : "DOWN",
                    shard.path("head").asLong(),
                    shard.path("fed").asLong());
        }
        out.printf(
                "%n%-18s %-6s %-11s %14s %10s %8s  %s%n",
                "read model", "shard", "generation", "position", "lag", "letters", "state");
        for (JsonNode one : status.path("projections")) {
            out.printf(
                    "%-18s %-6d %-11d %,14d %,10d %,8d  %s%n",
                    one.path("projection").asString(""),
                    one.path("shard").asInt(),
                    one.path("generation").asInt(),
                    one.path("position").asLong(),
                    one.path("lag").asLong(),
                    one.path("deadLetters").asLong(),
                    state(one));
        }
        for (JsonNode letter : status.path("letters")) {
            out.printf(
                    "dead letter: %s shard %d, stream %s, event %,d, %,d waiting behind it: %s%n",
                    letter.path("projection").asString(""),
                    letter.path("shard").asInt(),
                    letter.path("stream").asString(""),
                    letter.path("position").asLong(),
                    letter.path("waiting").asInt(),
                    letter.path("cause").asString(""));
        }
    }

    private static String state(JsonNode one) {
        String error = one.path("error").asString("");
        if (!error.isEmpty()) return "FAILING: " + error;
        if (one.path("rebuilding").isNumber())
            return "rebuilding at " + one.path("rebuilding").asLong();
        return one.path("running").asBoolean() ? "running" : "STOPPED";
    }
}
