// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

import dev.hansard.api.WorkspaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The keys of all shards, and the master key over them. */
public final class KeyRing implements AutoCloseable {
    /** How a shard's key database is reached. */
    public record Login(
            String url, String username, @Nullable String password) {}

    private final KeySettings settings;
    private final KeyService master;
    private final List<KeyStore> stores = new ArrayList<>();

    /**
     * Opens the key databases of the shards, in their order.
     *
     * @throws KeysRefused when the master key is not the one that these keys were wrapped with
     */
    public KeyRing(KeySettings settings, List<Login> logins, KeyService master) {
        this.settings = settings;
        this.master = master;
        try {
            for (Login login : logins) {
                var database = new KeyDatabase(
                        stores.size(), login.url(), login.username(), login.password(), settings.connections());
                stores.add(new KeyStore(database, master));
            }
            master.start(stores.stream().anyMatch(KeyStore::isInUse));
            stores.forEach(KeyStore::verify);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** @param shardOf finds the shard of a workspace */
    public ContentVault vault(ToIntFunction<WorkspaceId> shardOf) {
        return new SealedVault(stores, shardOf, settings.cachedGroups());
    }

    /** See {@link KeyStore#rotate}; answers 0 for a workspace that has no key. */
    public long rotate(WorkspaceId workspace) {
        long wrapped = 0;
        for (KeyStore store : stores) {
            if (store.workspaces().contains(workspace)) wrapped += store.rotate(workspace);
        }
        return wrapped;
    }

    /** All workspaces that have keys. */
    public List<WorkspaceId> workspaces() {
        return stores.stream()
                .flatMap(store -> store.workspaces().stream())
                .distinct()
                .toList();
    }

    /**
     * Replaces the master key: makes a new version, wraps all workspaces' keys under it, and destroys the old ones. What an
     * old copy of the key databases holds can then be opened by nothing.
     */
    public void rotateMaster() {
        master.rotate();
        stores.forEach(KeyStore::rewrapWorkspaceKeys);
        master.destroyOlder();
    }

    public String describeMaster() {
        return master.describe();
    }

    @Override
    public void close() {
        stores.forEach(KeyStore::close);
        master.close();
    }
}
