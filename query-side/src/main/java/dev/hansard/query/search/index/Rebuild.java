// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.index;

import dev.hansard.axon.process.Background;
import dev.hansard.axon.store.EventStores;
import dev.hansard.query.search.Generation;
import dev.hansard.query.search.MessageIndex;
import dev.hansard.query.search.index.IndexFeed.Page;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;

/** Fills a shard's next generation from the first event, reading ahead while it writes. One that was cut short goes on. */
final class Rebuild {
    private static final long NEAR = 2_000;

    private final int shard;
    private final EventStores stores;
    private final MessageIndex index;
    private final IndexFeed feed;
    private final int pageSize;
    private volatile long position;

    Rebuild(int shard, EventStores stores, MessageIndex index, IndexFeed feed, int pageSize) {
        this.shard = shard;
        this.stores = stores;
        this.index = index;
        this.feed = feed;
        this.pageSize = pageSize;
        index.prepareNext(shard);
        this.position = index.position(shard, Generation.NEXT);
    }

    long position() {
        return position;
    }

    /** Writes until little is left, while the serving generation is kept up. */
    void fill(LongConsumer progress) {
        try (ExecutorService reading =
                Executors.newSingleThreadExecutor(Background.threads("search-rebuild-" + shard))) {
            CompletableFuture<Page> ahead = read(reading);
            while (position + NEAR < stores.knownHead(shard)) {
                Page page = ahead.join();
                if (page.isEmpty()) break;
                position = page.position();
                ahead = read(reading);
                feed.write(page, Generation.NEXT);
                progress.accept(page.position());
            }
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        position = index.position(shard, Generation.NEXT);
    }

    private CompletableFuture<Page> read(ExecutorService reading) {
        long after = position;
        return CompletableFuture.supplyAsync(() -> feed.history(after, pageSize), reading);
    }

    /** Writes the rest and takes over, while the serving generation stands still. */
    void finish(LongConsumer progress) {
        while (position < stores.knownHead(shard)) {
            Page page = feed.history(position, pageSize);
            if (page.isEmpty()) break;
            feed.write(page, Generation.NEXT);
            position = page.position();
            progress.accept(position);
        }
        index.promoteNext(shard);
    }
}
