// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A key service that speaks the transit protocol of HashiCorp Vault and OpenBao.
 *
 * @param url of the mounted engine, such as {@code https://vault.example:8200/v1/transit}; plain http only to this machine
 * @param key name of the master key there; made if it is missing and nothing depends on it
 * @param tokenFile file with the token, read at each request so that an agent may renew it
 * @param timeout of a single try
 * @param tries before a request is given up
 */
public record TransitSettings(
        URI url,
        @DefaultValue("hansard") String key,
        Path tokenFile,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("4") int tries) {
    public TransitSettings {
        if (url == null || url.getHost() == null)
            throw new IllegalArgumentException("hansard.keys.transit.url is not set");
        if (tokenFile == null) throw new IllegalArgumentException("hansard.keys.transit.token-file is not set");
        if (!"https".equals(url.getScheme()) && !isLoopback(url.getHost())) {
            throw new IllegalArgumentException("hansard.keys.transit.url must be https");
        }
        if (!timeout.isPositive()) throw new IllegalArgumentException("hansard.keys.transit.timeout must be > 0");
        if (tries < 1) throw new IllegalArgumentException("hansard.keys.transit.tries must be >= 1");
        if (!key.matches("[A-Za-z0-9_-]+")) throw new IllegalArgumentException("hansard.keys.transit.key is no name");
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
