// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the transparency logs.
 *
 * @param enabled whether this process keeps logs
 * @param directory where the logs lie, each in a folder of its own
 * @param keys folder of the private keys, readable for the owner only
 * @param origin what the logs' names begin with, such as {@code example.com/hansard}; by default one made up at the first start
 * @param interval how long events are gathered before the next checkpoint
 */
@ConfigurationProperties("hansard.proofs")
public record ProofSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("data/proofs") Path directory,
        @DefaultValue("data/secrets") Path keys,
        @Nullable String origin,
        @DefaultValue("1s") Duration interval,
        @DefaultValue Publish publish) {
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final int LONGEST_ORIGIN = 150;

    /**
     * Where checkpoints go that the operator cannot take back.
     *
     * @param directory gets a file for each checkpoint; best on a machine of somebody else
     * @param url gets each checkpoint as the body of a POST
     * @param tokenFile file with a bearer token for it
     * @param every how often
     * @param timeout for one POST
     */
    public record Publish(
            @Nullable Path directory,
            @Nullable URI url,
            @Nullable Path tokenFile,
            @DefaultValue("1m") Duration every,
            @DefaultValue("10s") Duration timeout) {
        public Publish {
            if (url != null && !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                throw new IllegalArgumentException("hansard.proofs.publish.url must begin with http or https");
            }
            if (every.compareTo(SHORTEST) < 0) {
                throw new IllegalArgumentException("hansard.proofs.publish.every must be at least " + SHORTEST);
            }
            if (!timeout.isPositive()) {
                throw new IllegalArgumentException("hansard.proofs.publish.timeout must be positive");
            }
        }
    }

    public ProofSettings {
        if (interval.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("hansard.proofs.interval must be at least " + SHORTEST);
        }
        if (origin != null && !origin.matches("[!-*,-~]{1," + LONGEST_ORIGIN + "}")) {
            throw new IllegalArgumentException("hansard.proofs.origin must be a name without spaces and +, of at most "
                    + LONGEST_ORIGIN + " characters");
        }
    }
}
