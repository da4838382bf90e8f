// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Rebuilds a read model from the record, beside the one that serves, and switches over when it has caught up.",
            "",
            "Ctrl-C only stops watching: the rebuild goes on in the server, and the same command watches it again."
        })
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PROJECTION", description = "Its name, as ./hansard status shows it.")
    String projection = "";

    @Mixin
    ServerOptions server = new ServerOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var bar = ProgressBar.on(spec.commandLine().getErr());
        JsonNode last = server.connect()
                .follow("POST", "/admin/replay/" + AdminClient.encode(projection), null, line -> {
                    if (line.has("head")) {
                        long head = line.get("head").asLong();
                        long position = line.path("position").asLong();
                        bar.show(head == 0 ? 0 : (double) position / head, position, "events");
                    }
                });
        bar.end();
        if (!last.path("done").asBoolean()) throw new CommandFailed("the server ended before the rebuild was done");
        spec.commandLine()
                .getOut()
                .printf(
                        "%s is rebuilt from %,d events in %s and serves.%n",
                        projection,
                        last.path("position").asLong(),
                        ProgressBar.brief(Duration.ofMillis(last.path("millis").asLong())));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
