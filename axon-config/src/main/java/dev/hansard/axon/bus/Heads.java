// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.bus;

import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.EventStores;
import dev.hansard.axon.store.Shards.Placement;
import dev.hansard.axon.store.Shards.Shard;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * How far the record is known, as a message between nodes tells it: a command's answer says what it rests on, and whoever then
 * asks a question says from where it must be answered. So each node reads what it was told is written, and where: a workspace that
 * has just been moved is looked for on its new shard by whoever hears of something that was written there. A process that is alone
 * knows this anyway, and its messages say nothing.
 */
public final class Heads {
    private static final String KEY = "heads";
    private static final String PLACEMENT = "placement";

    private final EventStores stores;
    private final boolean told;

    /** @param told whether there are other nodes */
    public Heads(EventStores stores, boolean told) {
        this.stores = stores;
        this.told = told;
    }

    boolean isTold() {
        return told;
    }

    /** @param workspace whose shard the message is about, or null for all */
    Map<String, String> known(@Nullable WorkspaceId workspace) {
        String heads = about(workspace).stream()
                .map(shard -> shard.id() + ":" + stores.knownHead(shard.id()))
                .collect(Collectors.joining(" "));
        if (workspace == null || stores.shards().find(workspace) == null) return Map.of(KEY, heads);
        Placement placement = stores.shards().placement(workspace);
        // Most never moved.
        if (placement.epoch() == 0) return Map.of(KEY, heads);
        return Map.of(KEY, heads, PLACEMENT, workspace.value() + " " + placement.shard() + " " + placement.epoch());
    }

    private List<Shard> about(@Nullable WorkspaceId workspace) {
        if (workspace == null) return stores.shards().all();
        Shard shard = stores.shards().find(workspace);
        return shard == null ? List.of() : List.of(shard);
    }

    /** Takes note of what a message tells. */
    public void heard(MetaData message) {
        if (message.get(PLACEMENT) instanceof String placement) heardOf(placement.split(" "));
        if (!(message.get(KEY) instanceof String heads) || heads.isEmpty()) return;
        for (String each : heads.split(" ")) {
            int colon = each.indexOf(':');
            int shard = Integer.parseInt(each, 0, colon, 10);
            if (shard < stores.shards().all().size()) {
                stores.heard(shard, Long.parseLong(each, colon + 1, each.length(), 10));
            }
        }
    }

    private void heardOf(String[] placement) {
        int shard = Integer.parseInt(placement[1]);
        if (shard >= stores.shards().all().size()) return;
        stores.shards().told(new Placement(new WorkspaceId(placement[0]), shard, Long.parseLong(placement[2])));
    }
}
