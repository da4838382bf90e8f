// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "shard",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "list|show|move|stop|resume|cancel",
        description = "Shows where workspaces lie and moves them from one shard to another while they are used.")
final class ShardCommand {
    private static final long LOOK_MILLIS = 500;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Command(name = "list", mixinStandardHelpOptions = true, description = "The shards, and all moves.")
    int list(
            @Mixin ServerOptions server,
            @Option(names = "--json", description = "Print everything as JSON.") boolean json) {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode answer = server.connect().get("/admin/shards");
        if (json) {
            out.println(answer.toPrettyString());
            out.flush();
            return 0;
        }
        out.printf("%-6s %-12s %11s %14s%n", "shard", "region", "workspaces", "events");
        for (JsonNode shard : answer.path("shards")) {
            out.printf(
                    "%-6d %-12s %,11d %,14d%n",
                    shard.path("id").asInt(),
                    shard.path("region").asString(""),
                    shard.path("workspaces").asLong(),
                    shard.path("head").asLong());
        }
        for (JsonNode move : answer.path("moves")) out.println(words(move));
        out.flush();
        return 0;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "On which shard and in which region a workspace lies, and its last move.")
    int show(
            @Parameters(paramLabel = "WORKSPACE", description = "Name, domain or id.") String workspace,
            @Mixin ServerOptions server,
            @Option(names = "--json", description = "Print it as JSON.") boolean json) {
        print(server.connect().get(path(workspace)), json);
        return 0;
    }

    @Command(
            name = "move",
            mixinStandardHelpOptions = true,
            description = {
                "Moves a workspace to another shard. People go on using it; what they write waits for a moment at the"
                        + " switch, and their connections are told to come back.",
                "",
                "Ctrl-C only stops watching: the servers go on. Ends with status 1 when the move has failed or was stopped."
            })
    int move(
            @Parameters(paramLabel = "WORKSPACE", description = "Name, domain or id.") String workspace,
            @Option(names = "--to", required = true, paramLabel = "N", description = "The shard to move it to.") int to,
            @Option(names = "--change-region", description = "The workspace may leave its region.")
                    boolean changeRegion,
            @Option(names = "--no-wait", description = "Return at once; look again with: hansard shard show.")
                    boolean noWait,
            @Mixin ServerOptions server) {
        AdminClient client = server.connect();
        JsonNode asked =
                client.post("/admin/shards/move", order(workspace).put("to", to).put("changeRegion", changeRegion));
        if (noWait) {
            print(asked, false);
            return 0;
        }
        return follow(client, workspace);
    }

    @Command(
            name = "stop",
            mixinStandardHelpOptions = true,
            description = "Halts a move before its switch. The workspace stays where it is; resume or cancel the move.")
    int stop(
            @Parameters(paramLabel = "WORKSPACE", description = "Name, domain or id.") String workspace,
            @Mixin ServerOptions server) {
        return wish(server, workspace, "stop");
    }

    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            description = "Goes on with a move that was stopped or has failed, and follows it.")
    int resume(
            @Parameters(paramLabel = "WORKSPACE", description = "Name, domain or id.") String workspace,
            @Mixin ServerOptions server) {
        AdminClient client = server.connect();
        client.post("/admin/shards/move/resume", order(workspace));
        return follow(client, workspace);
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description = "Gives up a move that was stopped or has failed; the target lets go of what had arrived.")
    int cancel(
            @Parameters(paramLabel = "WORKSPACE", description = "Name, domain or id.") String workspace,
            @Mixin ServerOptions server) {
        return wish(server, workspace, "cancel");
    }

    private int wish(ServerOptions server, String workspace, String wish) {
        print(server.connect().post("/admin/shards/move/" + wish, order(workspace)), false);
        return 0;
    }

    private int follow(AdminClient client, String workspace) {
        var bar = ProgressBar.on(spec.commandLine().getErr());
        while (true) {
            JsonNode shown = client.get(path(workspace));
            JsonNode move = shown.path("move");
            String state = move.path("state").asString("");
            if (!state.equals("copying")
                    && !state.equals("paused")
                    && !state.equals("switched")
                    && !state.equals("clearing")
                    && !state.equals("cancelling")) {
                bar.end();
                print(shown, false);
                return state.equals("done") ? 0 : HansardCommand.FAILED;
            }
            double head = Math.max(1, move.path("head").asLong());
            bar.show(
                    move.path("position").asLong() / head,
                    move.path("copied").asLong(),
                    "events (" + state + detail(move) + ")");
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return HansardCommand.FAILED;
            }
        }
    }

    private static String path(String workspace) {
        return "/admin/shards/workspace?name=" + AdminClient.encode(workspace);
    }

    private static tools.jackson.databind.node.ObjectNode order(String workspace) {
        return JsonMapper.shared().createObjectNode().put("workspace", workspace);
    }

    private void print(JsonNode shown, boolean json) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(shown.toPrettyString());
        } else {
            out.printf(
                    "%s lies on shard %d, region %s%n",
                    shown.path("workspace").asString(""),
                    shown.path("shard").asInt(),
                    shown.path("region").asString(""));
            if (shown.has("move")) out.println(words(shown.path("move")));
        }
        out.flush();
    }

    private static String words(JsonNode move) {
        var text = new StringBuilder(String.format(
                "move of %s from shard %d to shard %d: %s, %,d events",
                move.path("workspace").asString(""),
                move.path("source").asInt(),
                move.path("target").asInt(),
                move.path("state").asString(""),
                move.path("copied").asLong()));
        if (move.path("pauseMillis").isNumber()) {
            text.append(", writes waited ")
                    .append(Duration.ofMillis(move.path("pauseMillis").asLong()).toMillis())
                    .append(" ms");
        }
        return text.append(detail(move)).toString();
    }

    private static String detail(JsonNode move) {
        String detail = move.path("detail").asString("");
        return detail.isEmpty() ? "" : ": " + detail;
    }
}
