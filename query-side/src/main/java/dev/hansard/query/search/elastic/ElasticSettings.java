// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.elastic;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Elasticsearch is used. Its addresses are {@code hansard.search.url}.
 *
 * @param access who we are to it
 * @param index what our indices are like
 * @param queries limits of searching
 * @param writes limits of indexing
 */
@ConfigurationProperties("hansard.search.elastic")
public record ElasticSettings(
        @DefaultValue Access access,
        @DefaultValue Index index,
        @DefaultValue Queries queries,
        @DefaultValue Writes writes) {

    /**
     * An API key, or a user with a password, or nothing. Files win over values, and hold nothing but the secret.
     *
     * @param caFile certificates in PEM that sign the server's, besides none of those that Java trusts; null for Java's
     */
    public record Access(
            @Nullable String apiKey,
            @Nullable Path apiKeyFile,
            @Nullable String user,
            @Nullable String password,
            @Nullable Path passwordFile,
            @Nullable Path caFile) {
        public Access {
            if ((apiKey != null || apiKeyFile != null) && user != null) {
                throw new IllegalArgumentException("hansard.search.elastic.access: an API key or a user, not both");
            }
            if (user != null && password == null && passwordFile == null) {
                throw new IllegalArgumentException("hansard.search.elastic.access: the user has no password");
            }
        }

        static final Access NONE = new Access(null, null, null, null, null, null);

        /** Keeps secrets out of logs. */
        @Override
        public String toString() {
            return "Access[" + (user != null ? "user" : apiKey != null || apiKeyFile != null ? "API key" : "none")
                    + "]";
        }
    }

    /**
     * @param prefix of the names of indices and aliases; two Hansards on one cluster need two
     * @param shards of each index, fixed when it is made
     * @param replicas how many copies, as {@code index.auto_expand_replicas} reads it
     * @param refresh how long what was indexed waits to be found
     * @param deletions how long Elasticsearch remembers that a document was removed
     */
    public record Index(
            @DefaultValue("hansard") String prefix,
            @DefaultValue("1") int shards,
            @DefaultValue("0-1") String replicas,
            @DefaultValue("200ms") Duration refresh,
            @DefaultValue("5m") Duration deletions) {
        public Index {
            if (!prefix.matches("[a-z][a-z0-9_-]{0,60}")) {
                throw new IllegalArgumentException("hansard.search.elastic.index.prefix: not a name for an index");
            }
            if (shards <= 0) throw new IllegalArgumentException("hansard.search.elastic.index.shards must be positive");
            positive("index.refresh", refresh);
            positive("index.deletions", deletions);
        }
    }

    /**
     * @param connect for a connection
     * @param timeout for the whole answer
     * @param atOnce searches under way together; more wait
     * @param queue how long they wait before they are refused
     * @param window how many of the latest searches the circuit breaker looks at
     * @param enough how many of them it needs to judge
     * @param failures percentage that opens the circuit; failures are errors and searches that took too long
     * @param open how long it stays open before it lets {@code trials} searches through
     */
    public record Queries(
            @DefaultValue("1s") Duration connect,
            @DefaultValue("2s") Duration timeout,
            @DefaultValue("32") int atOnce,
            @DefaultValue("100ms") Duration queue,
            @DefaultValue("20") int window,
            @DefaultValue("4") int enough,
            @DefaultValue("50") int failures,
            @DefaultValue("2s") Duration open,
            @DefaultValue("2") int trials) {
        public Queries {
            positive("queries.connect", connect);
            positive("queries.timeout", timeout);
            positive("queries.open", open);
            if (queue.isNegative()) throw new IllegalArgumentException("hansard.search.elastic.queries.queue");
            if (atOnce <= 0 || window <= 0 || enough <= 0 || trials <= 0) {
                throw new IllegalArgumentException("hansard.search.elastic.queries: counts must be positive");
            }
            if (failures <= 0 || failures > 100) {
                throw new IllegalArgumentException("hansard.search.elastic.queries.failures is a percentage");
            }
        }
    }

    /**
     * @param timeout for the answer to one request
     * @param bytes how much text goes into one bulk request, about
     * @param attempts how often a request is tried before the follower is told, which then waits and asks where to go on
     * @param pause before the second attempt, give or take half; doubled before each further one
     * @param lease how long a process that died keeps others from writing
     */
    public record Writes(
            @DefaultValue("30s") Duration timeout,
            @DefaultValue("8MB") org.springframework.util.unit.DataSize bytes,
            @DefaultValue("3") int attempts,
            @DefaultValue("100ms") Duration pause,
            @DefaultValue("15s") Duration lease) {
        public Writes {
            positive("writes.timeout", timeout);
            positive("writes.pause", pause);
            positive("writes.lease", lease);
            if (bytes.toBytes() <= 0 || attempts <= 0) {
                throw new IllegalArgumentException("hansard.search.elastic.writes: counts must be positive");
            }
        }
    }

    private static void positive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("hansard.search.elastic." + name + " must be positive");
        }
    }
}
