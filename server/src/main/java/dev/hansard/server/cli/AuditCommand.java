// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the audit trail of a workspace, newest first.",
            "",
            "Without --workspace: what concerns the installation, such as replays, inspections and logins of nobody. "
                    + "Reading the trail is put on it, too."
        })
final class AuditCommand implements Callable<Integer> {
    private static final int PAGE = 1_000;

    @Option(names = "--workspace", paramLabel = "NAME", description = "Name, domain or id of the workspace.")
    @Nullable
    String workspace;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Moment.Reader.class,
            description = "Not older: 2026-11-22 or 2026-11-22T08:00:00Z.")
    @Nullable
    Moment from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = Moment.Reader.class,
            description = "Not later; a day is included as a whole.")
    @Nullable
    Moment to;

    @Option(names = "--action", paramLabel = "ACTION", split = ",", description = "Only these, as the API names them.")
    List<String> actions = List.of();

    @Option(names = "--actor", paramLabel = "ID", description = "Only by this user; or OPERATOR, PLATFORM, UNKNOWN.")
    @Nullable
    String actor;

    @Option(names = "--entity", paramLabel = "ID", description = "Only what was done to this user, channel, token, …")
    @Nullable
    String entity;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "At most so many (default: 100).")
    int limit = 100;

    @Option(names = "--json", description = "One JSON object a line, in the form of the Audit Logs API.")
    boolean json;

    @Option(names = "--streams", description = "Instead: where the trail is streamed to, and how far.")
    boolean streams;

    @Mixin
    ServerOptions server = new ServerOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (streams) showStreams(out);
        else showEntries(out);
        out.flush();
        return 0;
    }

    private void showEntries(PrintWriter out) {
        AdminClient client = server.connect();
        String query = "/admin/audit?limit=";
        String filter = filter();
        int left = limit;
        String cursor = "";
        if (!json) out.printf("%-20s  %-34s  %-28s  %-28s  %s%n", "time (UTC)", "action", "who", "what", "details");
        while (left > 0) {
            JsonNode page = client.get(query + Math.min(left, PAGE) + filter + parameter("cursor", cursor));
            for (JsonNode entry : page.path("entries")) {
                if (json) out.println(entry);
                else out.println(AuditLine.of(entry));
                left--;
            }
            cursor = page.path("next").asString("");
            if (cursor.isEmpty()) return;
        }
    }

    private String filter() {
        return parameter("workspace", workspace)
                + parameter("oldest", from == null ? null : from.start().getEpochSecond())
                + parameter("latest", to == null ? null : to.lastSecond())
                + parameter("action", actions.isEmpty() ? null : String.join(",", actions))
                + parameter("actor", actor)
                + parameter("entity", entity);
    }

    private static String parameter(String name, @Nullable Object value) {
        if (value == null || value.toString().isEmpty()) return "";
        return "&" + name + "=" + AdminClient.encode(value.toString());
    }

    private void showStreams(PrintWriter out) {
        JsonNode answer = server.connect().get("/admin/audit/streams");
        if (json) {
            answer.path("streams").forEach(out::println);
            return;
        }
        if (answer.path("streams").isEmpty()) out.println("The audit trail is streamed nowhere.");
        for (JsonNode stream : answer.path("streams")) {
            out.printf(
                    "%-6s shard %d: up to position %,d, %,d behind, %,d sent by this process%s%n",
                    stream.path("sink").asString(""),
                    stream.path("shard").asInt(),
                    stream.path("position").asLong(),
                    stream.path("lag").asLong(),
                    stream.path("sent").asLong(),
                    stream.path("error").asString("").isEmpty()
                            ? ""
                            : "; FAILING: " + stream.path("error").asString(""));
        }
    }
}
