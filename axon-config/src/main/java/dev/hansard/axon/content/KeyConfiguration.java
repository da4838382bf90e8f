// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

import dev.hansard.axon.store.StoreSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The keys of content. A bean of type {@link KeyService} of your own takes the place of the key file. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeySettings.class)
@ConditionalOnProperty(name = "hansard.keys.encryption", matchIfMissing = true)
public class KeyConfiguration {
    @Bean
    @ConditionalOnMissingBean
    KeyService keyService(KeySettings settings, @Value("${hansard.data:}") String data) {
        if (settings.transit() != null) return new TransitKeys(settings.transit());
        return new KeyFile(file(settings.file(), data));
    }

    @Bean
    KeyRing keyRing(KeySettings settings, StoreSettings stores, KeyService master) {
        if (!settings.urls().isEmpty()
                && settings.urls().size() != stores.shards().size()) {
            throw new IllegalArgumentException("hansard.keys.urls must name one database for each shard");
        }
        List<KeyRing.Login> logins = new ArrayList<>();
        for (StoreSettings.ShardSettings shard : stores.shards()) {
            String url = settings.urls().isEmpty()
                    ? KeyDatabase.beside(shard.url())
                    : settings.urls().get(logins.size());
            logins.add(new KeyRing.Login(url, shard.username(), shard.password()));
        }
        return new KeyRing(settings, logins, masters(stores, master));
    }

    private static List<KeyService> masters(StoreSettings stores, KeyService usual) {
        Map<Path, KeyService> files = new HashMap<>();
        return IntStream.range(0, stores.shards().size())
                .mapToObj(shard -> {
                    Path file = stores.regionOf(shard).masterKey();
                    return file == null ? usual : files.computeIfAbsent(file, KeyFile::new);
                })
                .toList();
    }

    private static Path file(@Nullable Path file, String data) {
        if (file != null) return file;
        if (data.isEmpty()) throw new IllegalArgumentException("hansard.keys.file is not set");
        return Path.of(data, "secrets", "master-key");
    }
}
