// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

import dev.hansard.api.WorkspaceId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The keys of all shards, and the master key over them. */
public final class KeyRing implements AutoCloseable {
    /** How a shard's key database is reached. */
    public record Login(
            String url, String username, @Nullable String password) {}

    private final KeySettings settings;
    private final List<KeyService> masters;
    private final List<KeyStore> stores = new ArrayList<>();

    /**
     * Opens the key databases of the shards, in their order.
     *
     * @throws KeysRefused when the master key is not the one that these keys were wrapped with
     */
    public KeyRing(KeySettings settings, List<Login> logins, KeyService master) {
        this(settings, logins, Collections.nCopies(logins.size(), master));
    }

    /**
     * Opens the key databases of the shards, in their order.
     *
     * @param masters the master key of each; those of a region share one
     * @throws KeysRefused when a master key is not the one that these keys were wrapped with
     */
    public KeyRing(KeySettings settings, List<Login> logins, List<KeyService> masters) {
        this.settings = settings;
        this.masters = List.copyOf(masters);
        try {
            for (Login login : logins) {
                var database = new KeyDatabase(
                        stores.size(), login.url(), login.username(), login.password(), settings.connections());
                stores.add(new KeyStore(database, masters.get(stores.size())));
            }
            for (KeyService master : distinct())
                master.start(of(master).stream().anyMatch(KeyStore::isInUse));
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

    /** The master key of a shard. */
    public KeyService master(int shard) {
        return masters.get(shard);
    }

    /** See {@link KeyStore#rotate}; answers 0 for a workspace that has no key. */
    public long rotate(WorkspaceId workspace) {
        long wrapped = 0;
        for (KeyStore store : stores) {
            if (store.workspaces().contains(workspace)) wrapped += store.rotate(workspace);
        }
        return wrapped;
    }

    /**
     * Gives the keys of a workspace on one shard to another, in place of what that has of them. The workspace's own key is
     * wrapped anew where each shard has a master key of its own.
     */
    public void copy(WorkspaceId workspace, int from, int to) {
        stores.get(to).replace(workspace, stores.get(from).all(workspace));
    }

    /** Removes the keys of a workspace from a shard that does not have it any more. */
    public void remove(WorkspaceId workspace, int shard) {
        stores.get(shard).replace(workspace, new KeyStore.Everything(List.of(), List.of()));
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
        for (KeyService master : distinct()) {
            master.rotate();
            of(master).forEach(KeyStore::rewrapWorkspaceKeys);
            master.destroyOlder();
        }
    }

    private List<KeyService> distinct() {
        return masters.stream().distinct().toList();
    }

    private List<KeyStore> of(KeyService master) {
        return IntStream.range(0, stores.size())
                .filter(shard -> masters.get(shard) == master)
                .mapToObj(stores::get)
                .toList();
    }

    public String describeMaster() {
        return distinct().stream().map(KeyService::describe).collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        stores.forEach(KeyStore::close);
        distinct().forEach(KeyService::close);
    }
}
