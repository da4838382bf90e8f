// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.lucene;

import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.process.Background;
import dev.hansard.axon.store.Shards;
import dev.hansard.query.search.Batch;
import dev.hansard.query.search.Generation;
import dev.hansard.query.search.Hits;
import dev.hansard.query.search.IndexHealth;
import dev.hansard.query.search.IndexUnavailable;
import dev.hansard.query.search.MessageIndex;
import dev.hansard.query.search.MessageKey;
import dev.hansard.query.search.SearchRequest;
import dev.hansard.query.search.SearchSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ObjLongConsumer;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The message index in this process. Each process that searches has its own and fills it by itself, so there is nothing to
 * claim. What was written {@link SearchSettings#refresh()} ago is found, for it is the search that looks again; while nobody
 * searches, many small segments are not made and merged for nobody. Durable after {@link SearchSettings#commit()}, and at once
 * when much has come and no more comes.
 */
public final class LuceneMessageIndex implements MessageIndex {
    static final String ENGINE = "lucene";
    private static final Logger LOG = LoggerFactory.getLogger(LuceneMessageIndex.class);
    /** So long nothing becomes a segment that nobody searches for, … */
    private static final Duration UNSEARCHED = Duration.ofSeconds(10);
    /** … unless so many changes wait: the first search after a while waits until they are one. */
    private static final int UNSEEN = 5_000;
    /** An import, say: what a crash would have the index read again for so long that somebody notices. */
    private static final int UNDURABLE = 5_000;

    private static final Duration LOOK_AFTER_EVERY = Duration.ofMillis(500);

    private final Map<Integer, LuceneShard> shards = new TreeMap<>();
    private final Function<WorkspaceId, @Nullable Integer> shardOf;
    private final Duration refresh;
    private final ScheduledThreadPoolExecutor upkeep =
            new ScheduledThreadPoolExecutor(1, Background.threads("search-upkeep"));

    public LuceneMessageIndex(SearchSettings settings, Shards all) {
        this(
                settings,
                all.all().stream().map(Shards.Shard::id).toList(),
                shard -> folder(settings, all, shard),
                workspace -> {
                    Shards.Shard shard = all.find(workspace);
                    return shard == null ? null : shard.id();
                });
    }

    /** An index that is kept on disk at all is kept where the shard's region keeps its files. */
    private static @Nullable Path folder(SearchSettings settings, Shards all, int shard) {
        Path region = all.folder(shard);
        return settings.folder() == null || region == null ? settings.folder() : region.resolve("search");
    }

    /** @param shardOf the shard of a workspace, null for an unknown one */
    LuceneMessageIndex(
            SearchSettings settings, Collection<Integer> ids, Function<WorkspaceId, @Nullable Integer> shardOf) {
        this(settings, ids, shard -> settings.folder(), shardOf);
    }

    private LuceneMessageIndex(
            SearchSettings settings,
            Collection<Integer> ids,
            IntFunction<@Nullable Path> folders,
            Function<WorkspaceId, @Nullable Integer> shardOf) {
        this.shardOf = shardOf;
        this.refresh = settings.refresh();
        for (int id : ids) {
            var shard = new LuceneShard(id, ShardFolder.of(folders.apply(id), id), settings.languagesInShort());
            shards.put(id, shard);
            try {
                shard.open();
            } catch (IOException e) {
                LOG.error("The search index of shard {} does not open; it is tried again", id, e);
            }
        }
        upkeep.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        every(settings.commit().toMillis(), this::commit);
        every(LOOK_AFTER_EVERY.toMillis(), this::lookAfter);
    }

    private void every(long millis, Runnable work) {
        long pause = Math.max(1, millis);
        upkeep.scheduleWithFixedDelay(work, pause, pause, TimeUnit.MILLISECONDS);
    }

    private interface Work<R> {
        R with(LuceneShard shard) throws IOException;
    }

    private interface Step {
        void with(LuceneShard shard) throws IOException;
    }

    private <R> R ask(int id, Work<R> work) {
        LuceneShard shard = shards.get(id);
        if (shard == null) throw new IllegalArgumentException("no shard " + id);
        try {
            return work.with(shard);
        } catch (IOException | AlreadyClosedException e) {
            throw new IndexUnavailable("the search index of shard " + id + " does not answer", e);
        }
    }

    private void run(int id, Step step) {
        Boolean ignored = ask(id, shard -> {
            step.with(shard);
            return true;
        });
    }

    @Override
    public Hits search(SearchRequest request) {
        Integer shard = shardOf.apply(request.workspace());
        if (shard == null) return new Hits(0, List.of());
        return ask(shard, each -> {
            each.refreshOlderThan(refresh);
            return each.search(searcher -> LuceneSearch.run(searcher, request));
        });
    }

    @Override
    public long position(int shard, Generation generation) {
        return ask(shard, each -> each.position(generation));
    }

    @Override
    public boolean claim(int shard) {
        run(shard, LuceneShard::open);
        return true;
    }

    @Override
    public void write(Batch batch, Generation generation) {
        run(batch.shard(), shard -> shard.write(batch, generation));
    }

    /** What is not yet in a segment is kept in memory, and what is not yet durable is read again after a crash. */
    private void lookAfter() {
        shards.forEach((id, shard) -> {
            try {
                shard.refreshUnseen(UNSEEN, UNSEARCHED);
                shard.commitWhenQuiet(UNDURABLE);
            } catch (IOException | RuntimeException e) {
                LOG.debug("shard {} is not looked after", id, e);
            }
        });
    }

    @Override
    public void refresh(int shard) {
        run(shard, LuceneShard::refresh);
    }

    private void commit() {
        shards.forEach((id, shard) -> {
            try {
                shard.commit();
            } catch (IOException | RuntimeException e) {
                LOG.warn("The search index of shard {} was not made durable; it is tried again", id, e);
            }
        });
    }

    @Override
    public void prepareNext(int shard) {
        run(shard, LuceneShard::prepareNext);
    }

    @Override
    public void promoteNext(int shard) {
        run(shard, LuceneShard::promoteNext);
    }

    @Override
    public void dropNext(int shard) {
        run(shard, LuceneShard::dropNext);
    }

    @Override
    public void purge(int shard) {
        run(shard, LuceneShard::purge);
    }

    @Override
    public void scan(int shard, ObjLongConsumer<MessageKey> documents) {
        run(
                shard,
                each -> each.search(searcher -> {
                    LuceneScan.run(searcher.getIndexReader(), documents);
                    return true;
                }));
    }

    @Override
    public @Nullable String languages(int shard) {
        return ask(shard, each -> Optional.ofNullable(each.languages())).orElse(null);
    }

    @Override
    public List<IndexHealth> health() {
        return shards.values().stream().map(LuceneShard::health).toList();
    }

    @Override
    public void close() {
        // Not interrupted: that would close the file that is written at the moment.
        upkeep.shutdown();
        try {
            if (!upkeep.awaitTermination(10, TimeUnit.SECONDS)) LOG.warn("Search upkeep did not end in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        shards.values().forEach(LuceneShard::close);
    }
}
