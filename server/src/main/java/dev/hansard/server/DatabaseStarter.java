// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server;

import dev.hansard.server.database.DatabaseSettings;
import dev.hansard.server.database.EmbeddedDatabase;
import dev.hansard.server.folder.DataFolder;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts the embedded database unless the settings name another one. It comes up while the configuration classes are
 * read, which takes about as long; beans are only made when it answers.
 */
final class DatabaseStarter implements ApplicationContextInitializer<ConfigurableApplicationContext>, AutoCloseable {
    private static final String FIRST_SHARD = "hansard.store.shards[0].";

    private final DataFolder folder;
    private volatile @Nullable CompletableFuture<EmbeddedDatabase> starting;

    DatabaseStarter(DataFolder folder) {
        this.folder = folder;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        Binder binder = Binder.get(environment);
        if (binder.bind(FIRST_SHARD + "url", String.class).isBound()) {
            mayHaveNeighbours(environment);
            return;
        }
        var settings = binder.bindOrCreate("hansard.database", DatabaseSettings.class);
        var future = CompletableFuture.supplyAsync(
                () -> EmbeddedDatabase.start(folder, settings),
                task -> Thread.ofPlatform().name("database-start").start(task));
        starting = future;
        context.addBeanFactoryPostProcessor(beans -> {
            EmbeddedDatabase database = await(future);
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "embedded-database",
                            Map.of(
                                    FIRST_SHARD + "url", database.url(),
                                    FIRST_SHARD + "username", database.username(),
                                    FIRST_SHARD + "password", database.password())));
        });
    }

    /** Other processes may use the same database; nobody else uses the embedded one. */
    private static void mayHaveNeighbours(ConfigurableEnvironment environment) {
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("neighbours", Map.of("hansard.cluster.enabled", "true")));
    }

    @Override
    public void close() {
        var future = starting;
        if (future == null) return;
        EmbeddedDatabase database;
        try {
            database = await(future);
        } catch (RuntimeException e) {
            return;
        }
        database.close();
    }

    private static EmbeddedDatabase await(CompletableFuture<EmbeddedDatabase> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            throw e;
        }
    }
}
