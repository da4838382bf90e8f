// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import dev.hansard.server.RunSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Elasticsearch to use. Secrets come in files, as command lines are seen by everybody on the machine. */
final class SearchOptions {
    @Option(
            names = "--search-url",
            required = true,
            paramLabel = "URL",
            description = "http://HOST:9200 or https://HOST:9200; several nodes of one cluster separated by commas.")
    String urls = "";

    @Option(names = "--search-api-key-file", paramLabel = "FILE", description = "File that holds an API key.")
    @Nullable
    Path apiKeyFile;

    @Option(names = "--search-user", paramLabel = "NAME", description = "User, instead of an API key.")
    @Nullable
    String user;

    @Option(names = "--search-password-file", paramLabel = "FILE", description = "File that holds the user's password.")
    @Nullable
    Path passwordFile;

    @Option(
            names = "--search-ca-file",
            paramLabel = "FILE",
            description = "Certificates (PEM) that sign the cluster's, if not those that Java trusts.")
    @Nullable
    Path caFile;

    RunSettings.Search settings() {
        return new RunSettings.Search(urls, apiKeyFile, user, passwordFile, caFile);
    }
}
