// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge;

import dev.hansard.edge.limits.LimitSettings;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the Web API.
 *
 * @param publicUrl absolute URL under which clients reach the server, used in permalinks; empty to take it from each request
 * @param maxBody largest request body of an API call
 * @param tokenCache how long a token's answer is believed; a revocation ends it at once
 * @param limits rate limits
 */
@ConfigurationProperties("hansard.edge")
public record EdgeSettings(
        @DefaultValue("") String publicUrl,
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue("10s") Duration tokenCache,
        @DefaultValue LimitSettings limits) {

    public EdgeSettings {
        if (!publicUrl.isEmpty() && !URI.create(publicUrl).isAbsolute()) {
            throw new IllegalArgumentException("hansard.edge.public-url must be absolute");
        }
        if (maxBody.toBytes() < 64 * 1024 || maxBody.toBytes() > 64 * 1024 * 1024) {
            throw new IllegalArgumentException("hansard.edge.max-body must lie between 64KB and 64MB");
        }
        if (tokenCache.isNegative() || tokenCache.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("hansard.edge.token-cache must lie between 0s and 10m");
        }
        if (publicUrl.endsWith("/")) publicUrl = publicUrl.substring(0, publicUrl.length() - 1);
    }
}
