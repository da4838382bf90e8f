// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import dev.hansard.server.HansardServer;
import dev.hansard.server.folder.RunningServer;
import dev.hansard.server.folder.Secrets;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "rehearse",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = {
            "Starts a server, has the demo workspace's people chat for a while, and stops it.",
            "",
            "For the JVM to watch, which then knows from the first moment of later starts what is used most.",
            "It writes thousands of messages, so it is given a new folder."
        })
final class RehearseCommand implements Callable<Integer> {
    private static final List<String> WHO = List.of("olivia", "max", "mina", "botty");
    /** These people chat faster than people do. */
    private static final List<String> LIMITS = List.of(
            "hansard.edge.limits.tier2",
            "hansard.edge.limits.tier3",
            "hansard.edge.limits.tier4",
            "hansard.edge.limits.special",
            "hansard.edge.limits.posting",
            "hansard.edge.limits.posting-per-channel",
            "hansard.rtm.inbound.frames-per-second",
            "hansard.rtm.inbound.burst");

    @Option(names = "--data", required = true, paramLabel = "FOLDER", description = "A new folder for its data.")
    Path data = Path.of("data");

    @Option(names = "--seconds", defaultValue = "20", paramLabel = "SECONDS", description = "Default: 20.")
    int seconds = 20;

    @Override
    public Integer call() throws InterruptedException {
        URI url = start();
        Properties tokens = tokens();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        var actors = new ArrayList<Thread>();
        try (var http = HttpClient.newHttpClient()) {
            for (String who : WHO) {
                var actor = new RehearsingActor(http, url, tokens.getProperty(who, ""), end);
                actors.add(Thread.startVirtualThread(actor::chat));
                actors.add(Thread.startVirtualThread(actor::read));
            }
            for (Thread actor : actors) actor.join();
        }
        return 0;
    }

    /** It stops with the process. */
    private URI start() {
        for (String limit : LIMITS) System.setProperty(limit, "1000000");
        var run = new RunCommand();
        new CommandLine(run).parseArgs("--data", data.toString(), "--port", "0", "--rtm-port", "0");
        HansardServer.start(run.settings());
        RunningServer running = RunningServer.in(data.toAbsolutePath().normalize());
        return URI.create(Objects.requireNonNull(Objects.requireNonNull(running).url()));
    }

    private Properties tokens() {
        Path file = data.resolve("secrets").resolve(Secrets.DEMO_TOKENS);
        try {
            var tokens = new Properties();
            tokens.load(new StringReader(Files.readString(file)));
            return tokens;
        } catch (IOException e) {
            throw new CommandFailed("the demo workspace's tokens cannot be read from " + file);
        }
    }
}
