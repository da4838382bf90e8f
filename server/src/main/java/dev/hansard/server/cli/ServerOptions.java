// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import dev.hansard.server.folder.RunningServer;
import dev.hansard.server.folder.Secrets;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Finds the running server and what lets its operator in. */
final class ServerOptions {
    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "data",
            description = "The server's data folder (default: ./data).")
    Path data = Path.of("data");

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The server's base address (default: as the data folder says).")
    @Nullable
    String url;

    @Option(
            names = "--operator-token-file",
            paramLabel = "FILE",
            description = "File with the operator token (default: the one in the data folder).")
    @Nullable
    Path operatorTokenFile;

    AdminClient connect() {
        return new AdminClient(address(), operatorToken());
    }

    /** With the token in the file instead of the operator's. */
    AdminClient connect(@Nullable Path tokenFile) {
        if (tokenFile == null) return connect();
        try {
            return new AdminClient(address(), Files.readString(tokenFile).strip());
        } catch (IOException e) {
            throw new CommandFailed("the token cannot be read from " + tokenFile);
        }
    }

    private URI address() {
        if (url != null) return URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
        Path folder = data.toAbsolutePath().normalize();
        RunningServer server = RunningServer.in(folder);
        if (server == null) {
            throw new NoServer("no server is running on the data folder " + folder
                    + ". Start one with ./hansard run, or name another folder with --data or an address with --url.");
        }
        if (server.url() == null) {
            throw new NoServer("the server on " + folder + " (process " + server.pid() + ") is still starting.");
        }
        return URI.create(server.url());
    }

    private String operatorToken() {
        Path file = operatorTokenFile != null
                ? operatorTokenFile
                : data.resolve("secrets").resolve(Secrets.OPERATOR_TOKEN);
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CommandFailed(
                    "the operator token cannot be read from " + file + "; name its file with --operator-token-file.");
        }
    }
}
