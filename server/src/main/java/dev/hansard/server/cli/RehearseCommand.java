// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import dev.hansard.server.folder.Secrets;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "rehearse",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = {
            "Has the demo workspace's people chat for a while.",
            "",
            "For a server that is started to be watched by the JVM, which then knows from the first moment of later starts what "
                    + "of it is used most. Not for one that anybody uses: it writes thousands of messages."
        })
final class RehearseCommand implements Callable<Integer> {
    private static final String[] WHO = {"olivia", "max", "mina", "botty"};

    @Mixin
    ServerOptions server = new ServerOptions();

    @Option(names = "--seconds", defaultValue = "15", paramLabel = "SECONDS", description = "Default: 15.")
    int seconds = 15;

    @Override
    public Integer call() throws InterruptedException {
        URI url = server.address();
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

    private Properties tokens() {
        Path file = server.data.resolve("secrets").resolve(Secrets.DEMO_TOKENS);
        try {
            var tokens = new Properties();
            tokens.load(new StringReader(Files.readString(file)));
            return tokens;
        } catch (IOException e) {
            throw new CommandFailed("there is no demo workspace to rehearse in: " + file + " cannot be read.");
        }
    }
}
