// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.index;

import dev.hansard.query.search.Batch;
import dev.hansard.query.search.Generation;
import dev.hansard.query.search.Hits;
import dev.hansard.query.search.IndexHealth;
import dev.hansard.query.search.IndexUnavailable;
import dev.hansard.query.search.MessageIndex;
import dev.hansard.query.search.MessageKey;
import dev.hansard.query.search.SearchRequest;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** An index that can be away, and lose the answer to a write that it made. */
final class FickleIndex implements MessageIndex {
    private final MessageIndex index;
    volatile boolean away;
    volatile boolean losesAnswers;
    volatile boolean isOthers;

    FickleIndex(MessageIndex index) {
        this.index = index;
    }

    private MessageIndex reached() {
        if (away) throw new IndexUnavailable("away");
        return index;
    }

    @Override
    public Hits search(SearchRequest request) {
        return reached().search(request);
    }

    @Override
    public long position(int shard, Generation generation) {
        return reached().position(shard, generation);
    }

    @Override
    public boolean claim(int shard) {
        return reached().claim(shard) && !isOthers;
    }

    @Override
    public void write(Batch batch, Generation generation) {
        reached().write(batch, generation);
        if (losesAnswers) {
            losesAnswers = false;
            throw new IndexUnavailable("the answer was lost");
        }
    }

    @Override
    public void refresh(int shard) {
        reached().refresh(shard);
    }

    @Override
    public void prepareNext(int shard) {
        reached().prepareNext(shard);
    }

    @Override
    public void promoteNext(int shard) {
        reached().promoteNext(shard);
    }

    @Override
    public void dropNext(int shard) {
        reached().dropNext(shard);
    }

    @Override
    public void purge(int shard) {
        reached().purge(shard);
    }

    @Override
    public void scan(int shard, ObjLongConsumer<MessageKey> documents) {
        reached().scan(shard, documents);
    }

    @Override
    public @Nullable String languages(int shard) {
        return reached().languages(shard);
    }

    @Override
    public List<IndexHealth> health() {
        return index.health();
    }

    @Override
    public void close() {
        index.close();
    }
}
