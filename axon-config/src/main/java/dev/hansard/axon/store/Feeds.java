// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import java.util.List;

/** The feeds of all shards as one. */
final class Feeds implements CommitFeed {
    private final List<ShardFeed> feeds;

    Feeds(List<ShardFeed> feeds) {
        this.feeds = List.copyOf(feeds);
    }

    @Override
    public Subscription subscribe(Listener listener) {
        long[] starts = feeds.stream().mapToLong(feed -> feed.add(listener)).toArray();
        return new Subscription() {
            @Override
            public long start(int shard) {
                return starts[shard];
            }

            @Override
            public void close() {
                feeds.forEach(feed -> feed.remove(listener));
            }
        };
    }

    @Override
    public long position(int shard) {
        return feeds.get(shard).position();
    }
}
