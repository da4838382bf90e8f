// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says about a server.
 *
 * @param database an existing one, or null for the embedded one
 * @param search an Elasticsearch, or null for the embedded index
 * @param node how the other nodes on the same database know this one
 * @param port 0 for any free one
 * @param rtmPort 0 for any free one
 * @param demo set up the demo workspace on the first run
 * @param config further settings
 */
public record RunSettings(
        Path data,
        @Nullable Database database,
        @Nullable Search search,
        Node node,
        String host,
        int port,
        int rtmPort,
        boolean onePort,
        Set<ServerRole> roles,
        boolean demo,
        @Nullable Path config) {
    public RunSettings {
        if (roles.isEmpty()) throw new IllegalArgumentException("no roles");
        roles = Set.copyOf(roles);
    }

    /** @param passwordFile null when there is no password, or when the settings carry it */
    public record Database(
            String url, String user, @Nullable Path passwordFile) {}

    /**
     * @param urls separated by commas
     * @param apiKeyFile null without an API key
     * @param user null without a user
     * @param passwordFile null without a user, or when the settings carry the password
     * @param caFile null when Java's own authorities sign the certificate
     */
    public record Search(
            String urls,
            @Nullable Path apiKeyFile,
            @Nullable String user,
            @Nullable Path passwordFile,
            @Nullable Path caFile) {}

    /**
     * @param name null for one of its own
     * @param host where other nodes reach it; null for what the settings say
     * @param port 0 for any free one; null for what the settings say
     * @param keyFile the master key that all nodes share, or null for the one in the data folder
     * @param axonServer {@code host:port} of an Axon Server that takes commands and queries between nodes, or null
     */
    public record Node(
            @Nullable String name,
            @Nullable String host,
            @Nullable Integer port,
            @Nullable Path keyFile,
            @Nullable String axonServer) {}
}
