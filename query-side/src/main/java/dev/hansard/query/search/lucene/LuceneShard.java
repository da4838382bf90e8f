// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.lucene;

import dev.hansard.query.search.Batch;
import dev.hansard.query.search.Generation;
import dev.hansard.query.search.IndexHealth;
import dev.hansard.query.search.IndexUnavailable;
import java.io.IOException;
import java.time.Duration;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One shard's index: the generation that serves and, during a rebuild, the next one. */
final class LuceneShard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LuceneShard.class);
    private static final int ATTEMPTS = 3;

    private final int shard;
    private final ShardFolder folder;
    private final String languages;
    private long number;
    private volatile @Nullable GenerationIndex serving;
    private @Nullable GenerationIndex next;
    private volatile boolean damaged;

    /** @param languages that what is begun from now on is made with */
    LuceneShard(int shard, ShardFolder folder, String languages) {
        this.shard = shard;
        this.languages = languages;
        this.folder = folder;
    }

    /** Something to do with an index. */
    @FunctionalInterface
    interface Use<R> {
        R with(IndexSearcher searcher) throws IOException;
    }

    /** Opens what is there, or again what a failure has closed; what cannot be used is thrown away and made anew. */
    synchronized void open() throws IOException {
        GenerationIndex open = serving;
        if (open != null && !open.isBroken() && !damaged) return;
        if (open != null) {
            serving = null;
            close(open);
        }
        if (open == null) {
            number = folder.serving();
            folder.deleteOlder(number);
        }
        if (damaged) {
            LOG.error("The search index of shard {} is damaged and is made anew", shard);
            folder.delete(number);
            damaged = false;
        }
        serving = openOrReplace(number);
    }

    private GenerationIndex openOrReplace(long generation) throws IOException {
        try {
            return GenerationIndex.open(shard, folder.open(generation), languages);
        } catch (UnusableIndex e) {
            LOG.error(
                    "The search index of shard {} cannot be used and is made anew: {}",
                    shard,
                    e.getMessage(),
                    e.getCause());
            folder.delete(generation);
            return GenerationIndex.open(shard, folder.open(generation), languages);
        }
    }

    private GenerationIndex serving() {
        GenerationIndex open = serving;
        if (open == null) throw new IndexUnavailable("the index of shard " + shard + " is closed");
        return open;
    }

    private synchronized GenerationIndex next() {
        if (next == null) throw new IndexUnavailable("shard " + shard + " has no next generation");
        return next;
    }

    private GenerationIndex of(Generation generation) {
        return switch (generation) {
            case SERVING -> serving();
            case NEXT -> next();
        };
    }

    @Nullable
    String languages() {
        return serving().languages();
    }

    synchronized long position(Generation generation) {
        if (generation == Generation.NEXT) return next == null ? 0 : next.position();
        return serving().position();
    }

    void write(Batch batch, Generation generation) throws IOException {
        of(generation).write(batch);
    }

    <R> R search(Use<R> use) throws IOException {
        for (int attempt = 1; ; attempt++) {
            SearcherManager searchers = serving().searchers();
            IndexSearcher searcher;
            try {
                searcher = searchers.acquire();
            } catch (AlreadyClosedException e) {
                // Another generation took over in between.
                if (attempt == ATTEMPTS) throw e;
                continue;
            }
            try {
                return use.with(searcher);
            } catch (IOException e) {
                damaged |= UnusableIndex.isDamage(e);
                throw e;
            } finally {
                searchers.release(searcher);
            }
        }
    }

    void refresh() throws IOException {
        serving().refresh();
    }

    /** Refreshes when something that was written so long ago cannot be found yet. */
    void refreshOlderThan(Duration age) throws IOException {
        serving().refreshOlderThan(age);
    }

    /** Refreshes what serves and what is being filled where so many changes wait, or one so long. */
    void refreshUnseen(int changes, Duration age) throws IOException {
        serving().refreshUnseen(changes, age);
        GenerationIndex filling;
        synchronized (this) {
            filling = next;
        }
        if (filling != null) filling.refreshUnseen(changes, age);
    }

    void commit() throws IOException {
        serving().commit();
        GenerationIndex filling;
        synchronized (this) {
            filling = next;
        }
        if (filling != null) filling.commit();
    }

    /** Makes what serves durable when so many events are not, and nothing comes any more. */
    void commitWhenQuiet(int events) throws IOException {
        serving().commitWhenQuiet(events);
    }

    void purge() throws IOException {
        serving().purge();
        GenerationIndex filling;
        synchronized (this) {
            filling = next;
        }
        if (filling != null) filling.purge();
    }

    synchronized void prepareNext() throws IOException {
        if (next == null) next = openOrReplace(number + 1);
    }

    synchronized void promoteNext() throws IOException {
        GenerationIndex promoted = next();
        promoted.refresh();
        promoted.commit();
        GenerationIndex old = serving;
        folder.serve(number + 1);
        serving = promoted;
        next = null;
        if (old != null) close(old);
        folder.delete(number);
        number++;
    }

    synchronized void dropNext() throws IOException {
        if (next != null) close(next);
        next = null;
        folder.delete(number + 1);
    }

    synchronized IndexHealth health() {
        GenerationIndex open = serving;
        if (open == null || open.isBroken() || damaged) {
            return new IndexHealth(shard, LuceneMessageIndex.ENGINE, number, 0, 0, 0, "the index is closed");
        }
        try {
            IndexSearcher searcher = open.searchers().acquire();
            try {
                var reader = searcher.getIndexReader();
                long bytes = 0;
                for (String file : open.directory().listAll()) bytes += length(open, file);
                return new IndexHealth(
                        shard,
                        LuceneMessageIndex.ENGINE,
                        number,
                        reader.numDocs(),
                        reader.numDeletedDocs(),
                        bytes,
                        null);
            } finally {
                open.searchers().release(searcher);
            }
        } catch (IOException | AlreadyClosedException e) {
            return new IndexHealth(
                    shard,
                    LuceneMessageIndex.ENGINE,
                    number,
                    0,
                    0,
                    0,
                    e.getClass().getSimpleName());
        }
    }

    /** A merge may have removed it since it was listed. */
    private static long length(GenerationIndex index, String file) {
        try {
            return index.directory().fileLength(file);
        } catch (IOException gone) {
            return 0;
        }
    }

    private void close(GenerationIndex index) {
        try {
            index.close();
        } catch (IOException | AlreadyClosedException e) {
            LOG.warn("The search index of shard {} did not close well; it goes on from its last commit", shard, e);
        }
    }

    @Override
    public synchronized void close() {
        GenerationIndex open = serving;
        serving = null;
        if (open != null) close(open);
        if (next != null) close(next);
        next = null;
    }
}
