// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the keys under which content is stored.
 *
 * @param encryption whether content is encrypted. Switched off only to measure what it costs: then what is written stays
 *     readable for whoever reads the database
 * @param file the master key, made at the first start; by default {@code secrets/master-key} in the data folder
 * @param transit a key service that holds the master key instead of the file, or null
 * @param urls JDBC URL of each shard's key database, in the order of the shards; by default the shard's own with {@code
 *     _keys} after the database's name
 * @param connections of each shard's pool for keys
 * @param cachedGroups groups of keys, of up to 1,024 events each, that are kept in memory
 */
@ConfigurationProperties("hansard.keys")
public record KeySettings(
        @DefaultValue("true") boolean encryption,
        @Nullable Path file,
        @Nullable TransitSettings transit,
        @DefaultValue List<String> urls,
        @DefaultValue("4") int connections,
        @DefaultValue("50000") int cachedGroups) {
    public KeySettings {
        urls = List.copyOf(urls);
        if (connections < 1) throw new IllegalArgumentException("hansard.keys.connections must be positive");
        if (cachedGroups < 1) throw new IllegalArgumentException("hansard.keys.cached-groups must be positive");
    }

    /** The defaults, with this master key. */
    public static KeySettings of(Path file) {
        return new KeySettings(true, file, null, List.of(), 4, 50_000);
    }
}
