// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What can be done with exports that were asked for. */
final class ExportCommands {
    private ExportCommands() {}

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists exports, the newest first.")
    static final class Listing implements Callable<Integer> {
        @Option(names = "--workspace", paramLabel = "NAME", description = "Only this workspace's.")
        @Nullable
        String workspace;

        @Mixin
        ServerOptions server = new ServerOptions();

        @Spec
        CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            String path = "/admin/exports" + (workspace == null ? "" : "?workspace=" + AdminClient.encode(workspace));
            for (JsonNode job : server.connect().get(path).path("exports")) {
                spec.commandLine().getOut().println(ExportCommand.words(job));
            }
            spec.commandLine().getOut().flush();
            return 0;
        }
    }

    @Command(
            name = "get",
            mixinStandardHelpOptions = true,
            description = "Waits for an export and fetches its file; goes on where an earlier fetch broke off.")
    static final class Get implements Callable<Integer> {
        @Parameters(paramLabel = "ID", description = "Of the export.")
        String id = "";

        @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to put the ZIP file.")
        Path out = Path.of("");

        @Mixin
        ServerOptions server = new ServerOptions();

        @Spec
        CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            if (Files.exists(out)) throw new CommandFailed(out + " exists already");
            return new ExportFetch(server.connect(), spec, AdminClient.encode(id)).fetch(out);
        }
    }

    @Command(name = "cancel", mixinStandardHelpOptions = true, description = "Ends an export that is under way.")
    static final class Cancel implements Callable<Integer> {
        @Parameters(paramLabel = "ID", description = "Of the export.")
        String id = "";

        @Mixin
        ServerOptions server = new ServerOptions();

        @Override
        public Integer call() {
            String path = "/admin/exports/" + AdminClient.encode(id) + "/cancel";
            server.connect().post(path, JsonMapper.shared().createObjectNode());
            return 0;
        }
    }

    @Command(name = "delete", mixinStandardHelpOptions = true, description = "Removes the file of an export.")
    static final class Delete implements Callable<Integer> {
        @Parameters(paramLabel = "ID", description = "Of the export.")
        String id = "";

        @Mixin
        ServerOptions server = new ServerOptions();

        @Override
        public Integer call() {
            server.connect().delete("/admin/exports/" + AdminClient.encode(id));
            return 0;
        }
    }
}
