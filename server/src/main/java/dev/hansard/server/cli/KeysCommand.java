// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "Looks after the keys under which content is stored.",
        subcommands = KeysCommand.Rotate.class)
final class KeysCommand {
    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description = {
                "Replaces the keys of a workspace, or of all, and destroys the old ones. The server goes on serving.",
                "",
                "With --master the master key is replaced too. After both, no older copy of the key databases opens anything."
            })
    static final class Rotate implements Callable<Integer> {
        @Option(names = "--workspace", paramLabel = "NAME", description = "Name, domain or id (default: all).")
        @Nullable
        String workspace;

        @Option(names = "--master", description = "Replace the master key as well.")
        boolean master;

        @Mixin
        ServerOptions server = new ServerOptions();

        @Spec
        CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            var request = JsonMapper.shared().createObjectNode().put("master", master);
            if (workspace != null) request.put("workspace", workspace);
            JsonNode done = server.connect().post("/admin/keys/rotate", request);
            spec.commandLine()
                    .getOut()
                    .printf(
                            "The keys of %,d workspaces are new, with %,d groups of messages under them%s.%n",
                            done.path("workspaces").asLong(),
                            done.path("groups").asLong(),
                            master ? "; the master key is new too: keep a copy" : "");
            spec.commandLine().getOut().flush();
            return 0;
        }
    }
}
