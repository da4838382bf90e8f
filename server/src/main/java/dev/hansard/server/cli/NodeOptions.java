// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import dev.hansard.server.RunSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** One process among several on the same database, which find each other there. */
final class NodeOptions {
    @Option(
            names = "--node-name",
            paramLabel = "NAME",
            description = "Name of this process among those on the same database (default: one of its own).")
    @Nullable
    String name;

    @Option(
            names = "--node-host",
            paramLabel = "ADDRESS",
            description = "Address at which the others reach it (default: 127.0.0.1). Others need certificates: "
                    + "hansard.cluster.tls, see docs/configuration.md.")
    @Nullable
    String host;

    @Option(
            names = "--node-port",
            paramLabel = "PORT",
            description = "Port for the others, 0 for any free one (default: 0).")
    @Nullable
    Integer port;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "The master key, the same for all (default: secrets/master-key in the data folder).")
    @Nullable
    Path keyFile;

    @Option(
            names = "--axon-server",
            paramLabel = "HOST:PORT",
            description = "An Axon Server that takes commands and queries between the processes.")
    @Nullable
    String axonServer;

    RunSettings.Node settings() {
        return new RunSettings.Node(name, host, port, keyFile, axonServer);
    }
}
