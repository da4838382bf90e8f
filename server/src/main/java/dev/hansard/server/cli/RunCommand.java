// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import dev.hansard.server.HansardServer;
import dev.hansard.server.RunSettings;
import dev.hansard.server.ServerRole;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a server: all roles in one process, on an embedded MariaDB, unless told otherwise.",
            "",
            "Ctrl-C (or SIGTERM) takes leave of clients and stops the database cleanly. After a crash of either process "
                    + "the next start finds everything that was acknowledged."
        })
final class RunCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "data",
            description = "Where everything is kept (default: ./data). Not under the temporary folder.")
    Path data = Path.of("data");

    @ArgGroup(exclusive = false, heading = "%nAn existing database instead of the embedded one:%n")
    @Nullable
    DatabaseOptions database;

    static final class DatabaseOptions {
        @Option(
                names = "--db-url",
                required = true,
                paramLabel = "URL",
                description = "jdbc:mysql://HOST:3306/DATABASE")
        String url = "";

        @Option(names = "--db-user", paramLabel = "NAME", defaultValue = "hansard", description = "Default: hansard.")
        String user = "hansard";

        @Option(names = "--db-password-file", paramLabel = "FILE", description = "File that holds the password.")
        @Nullable
        Path passwordFile;
    }

    @ArgGroup(exclusive = false, heading = "%nElasticsearch instead of the embedded search index:%n")
    @Nullable
    SearchOptions search;

    @Mixin
    NodeOptions node = new NodeOptions();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default: 127.0.0.1, this machine only).")
    String host = "127.0.0.1";

    @Option(names = "--port", defaultValue = "8065", description = "HTTP port, 0 for any free one (default: 8065).")
    int port = 8065;

    @Option(
            names = "--rtm-port",
            paramLabel = "PORT",
            defaultValue = "8066",
            description = "WebSocket port, 0 for any free one (default: 8066).")
    int rtmPort = 8066;

    @Option(names = "--one-port", description = "WebSockets on the HTTP port, where only one can be opened.")
    boolean onePort;

    @Option(
            names = "--roles",
            split = ",",
            paramLabel = "ROLE",
            description = "Parts to run: ${COMPLETION-CANDIDATES} (default: all).")
    Set<ServerRole> roles = EnumSet.allOf(ServerRole.class);

    @Option(names = "--no-demo", description = "Do not set up the demo workspace on the first run.")
    boolean noDemo;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Further settings, as .yml or .properties; see docs/configuration.md.")
    @Nullable
    Path config;

    @Override
    public Integer call() {
        HansardServer.start(settings());
        return HansardCommand.RUNNING;
    }

    RunSettings settings() {
        return new RunSettings(
                data,
                database == null ? null : new RunSettings.Database(database.url, database.user, database.passwordFile),
                search == null ? null : search.settings(),
                node.settings(),
                host,
                port,
                rtmPort,
                onePort,
                EnumSet.copyOf(roles),
                !noDemo,
                config);
    }
}
