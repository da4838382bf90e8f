// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of a node among others.
 *
 * @param enabled whether this process looks for others on the same databases; set by the server when its database is not the
 *     embedded one
 * @param name of this node, unique; by default one of its own for each start
 * @param host the address at which the other nodes reach this one
 * @param port 0 for any free one
 * @param advertisedPort where the other nodes reach that port if something stands in between, or null
 * @param tls certificates for the links; needed as soon as {@code host} is not the loopback address
 * @param lease how long a node that is not heard of counts as there
 * @param silence how long a link may be silent until what waits for its answers is told that none will come
 * @param answer how long the answer to a command or query may take
 * @param buffer bytes of the feed that may wait for a slow node, which then reads the record instead
 */
@ConfigurationProperties("hansard.cluster")
public record ClusterSettings(
        @DefaultValue("false") boolean enabled,
        @Nullable String name,
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("0") int port,
        @Nullable Integer advertisedPort,
        @Nullable Tls tls,
        @DefaultValue("5s") Duration lease,
        @DefaultValue("3s") Duration silence,
        @DefaultValue("30s") Duration answer,
        @DefaultValue("4194304") int buffer) {
    /**
     * Files in PEM form. Each node shows its certificate, made out to {@code hansard-node}, and asks for the other's.
     *
     * @param authority who signs the certificates of nodes
     */
    public record Tls(Path certificate, Path key, Path authority) {}

    public ClusterSettings {
        if (name != null && !name.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("hansard.cluster.name is not a name: up to 64 of A-Z a-z 0-9 . _ -");
        }
        if (port < 0 || port > 65_535) throw new IllegalArgumentException("hansard.cluster.port is no port");
        if (advertisedPort != null && (advertisedPort < 1 || advertisedPort > 65_535)) {
            throw new IllegalArgumentException("hansard.cluster.advertised-port is no port");
        }
        positive("lease", lease);
        positive("silence", silence);
        positive("answer", answer);
        if (buffer < 1) throw new IllegalArgumentException("hansard.cluster.buffer must be positive");
    }

    private static void positive(String name, Duration value) {
        if (!value.isPositive()) throw new IllegalArgumentException("hansard.cluster." + name + " must be positive");
    }
}
