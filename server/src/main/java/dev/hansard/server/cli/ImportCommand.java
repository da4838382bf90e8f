// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Loads a Slack workspace export into a running server.",
            "",
            "Ids and times are kept. Safe to interrupt (Ctrl-C) and to repeat: the same command again goes on where it was "
                    + "and doubles nothing. The report at the end counts what was imported and what was left out, and why."
        })
final class ImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The export, a ZIP file.")
    Path file = Path.of("");

    @Option(
            names = "--workspace",
            required = true,
            paramLabel = "NAME",
            description = "The workspace it goes into, by name, domain or id; founded when there is none.")
    String workspace = "";

    @Option(
            names = "--region",
            paramLabel = "LABEL",
            description = "The region that a new workspace's data stay in (default: any).")
    @Nullable
    String region;

    @Option(names = "--json", description = "Print the report as JSON.")
    boolean json;

    @Mixin
    ServerOptions server = new ServerOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (!Files.isRegularFile(file)) throw new CommandFailed("there is no file " + file);
        AdminClient client = server.connect();
        var out = spec.commandLine().getOut();
        var bar = ProgressBar.on(spec.commandLine().getErr());
        String path = "/admin/import?workspace=" + AdminClient.encode(workspace)
                + (region == null ? "" : "&region=" + AdminClient.encode(region));
        JsonNode last = client.follow("PUT", path, file, line -> {
            if (line.has("fraction")) {
                bar.show(line.get("fraction").asDouble(), line.path("messages").asLong(), "messages");
            }
        });
        bar.end();
        JsonNode report = last.path("report");
        if (report.isMissingNode()) throw new CommandFailed("the server ended the import without a report");
        out.println(json ? report.toPrettyString() : words(report));
        out.flush();
        return report.path("complete").asBoolean() ? 0 : HansardCommand.IN_PART;
    }

    private static String words(JsonNode report) {
        var text = new StringBuilder("Workspace ")
                .append(report.path("workspaceName").asString(""))
                .append(" (")
                .append(report.path("workspace").asString("none"))
                .append(")\n");
        count(text, "people", report.path("people"));
        for (JsonNode channel : report.path("channels")) {
            String name = channel.path("name").asString(channel.path("folder").asString(""));
            count(text, (channel.path("name").isString() ? "#" : "") + name, channel.path("messages"));
        }
        for (JsonNode skipped : report.path("skipped")) {
            text.append(String.format(
                    "  left out %,d: %s (%s)%n",
                    skipped.path("count").asLong(),
                    skipped.path("meaning").asString(""),
                    skipped.path("reason").asString("")));
            for (JsonNode example : skipped.path("examples"))
                text.append("      ").append(example.asString("")).append('\n');
        }
        String stopped = report.path("stopped").asString("");
        text.append(report.path("complete").asBoolean() ? "Complete" : "NOT COMPLETE");
        if (!stopped.isEmpty()) text.append(" (").append(stopped).append(')');
        return text.append(" after ")
                .append(ProgressBar.brief(
                        Duration.ofMillis(report.path("millis").asLong())))
                .append('.')
                .toString();
    }

    private static void count(StringBuilder text, String what, JsonNode count) {
        text.append(String.format(
                "  %-24s %,9d in the archive: %,d imported, %,d already there, %,d left out%n",
                what,
                count.path("inArchive").asLong(),
                count.path("imported").asLong(),
                count.path("alreadyThere").asLong(),
                count.path("skipped").asLong()));
    }
}
