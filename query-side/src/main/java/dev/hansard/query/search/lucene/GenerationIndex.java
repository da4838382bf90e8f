// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.lucene;

import dev.hansard.query.search.Batch;
import dev.hansard.query.search.Change;
import dev.hansard.query.search.IndexMoved;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/**
 * One generation of one shard's index. The position is part of each Lucene commit, so that the two can never disagree: what
 * was written after the last commit is gone together with the position that it had reached.
 */
final class GenerationIndex implements AutoCloseable {
    private static final String POSITION = "position";
    private static final String FORMAT = "format";
    private static final String LANGUAGES = "languages";
    private static final double BUFFER_MEGABYTES = 48;

    private final int shard;
    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final Versions versions = new Versions();
    private final Documents documents = new Documents();
    private final Newcomers newcomers;
    private final @Nullable String languages;
    private volatile long position;
    private volatile long committed;
    private final Object refreshing = new Object();
    private volatile boolean refreshes;
    /** Since when something waits to be seen, on the clock of {@link System#nanoTime}; 0 when nothing does. */
    private volatile long unseenSince;

    private volatile int unseen;
    private long lastAsked;

    private GenerationIndex(int shard, Directory directory, IndexWriter writer, String current) throws IOException {
        this.shard = shard;
        this.directory = directory;
        this.writer = writer;
        this.position = position(writer);
        this.languages = position == 0 ? current : noted(writer, LANGUAGES);
        this.committed = position;
        this.searchers = new SearcherManager(writer, new SegmentMemory());
        IndexSearcher searcher = searchers.acquire();
        try {
            this.newcomers = new Newcomers(searcher.getIndexReader());
        } finally {
            searchers.release(searcher);
        }
    }

    /** Opens or creates it; {@link UnusableIndex} when what is there cannot be used. */
    static GenerationIndex open(int shard, Directory directory, String languages) throws IOException {
        try {
            var writer = new IndexWriter(directory, config());
            try {
                return new GenerationIndex(shard, directory, writer, languages);
            } catch (IOException | RuntimeException e) {
                writer.rollback();
                throw e;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw UnusableIndex.orIo(e);
        }
    }

    private static IndexWriterConfig config() {
        var merging = new TieredMergePolicy();
        // A purge rewrites every segment that holds anything removed.
        merging.setForceMergeDeletesPctAllowed(0);
        // Without an analyzer of ours: fields bring their tokens.
        return new IndexWriterConfig()
                .setOpenMode(IndexWriterConfig.OpenMode.CREATE_OR_APPEND)
                .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                .setMergePolicy(merging)
                // Closing commits itself, with the position.
                .setCommitOnClose(false);
    }

    private static long position(IndexWriter writer) throws IOException {
        String position = noted(writer, POSITION);
        String format = noted(writer, FORMAT);
        if (format != null && !format.equals(Documents.FORMAT)) {
            throw new UnusableIndex("it was made by another version");
        }
        return position == null ? 0 : Long.parseLong(position);
    }

    /** Of the last commit. */
    private static @Nullable String noted(IndexWriter writer, String what) {
        var data = writer.getLiveCommitData();
        if (data == null) return null;
        for (Map.Entry<String, String> entry : data) if (entry.getKey().equals(what)) return entry.getValue();
        return null;
    }

    /** To be part of the next commit. */
    private void note(long reached) {
        Map<String, String> notes = new HashMap<>(Map.of(POSITION, Long.toString(reached), FORMAT, Documents.FORMAT));
        if (languages != null) notes.put(LANGUAGES, languages);
        writer.setLiveCommitData(notes.entrySet());
    }

    /** Null when an older version has made it. */
    @Nullable
    String languages() {
        return languages;
    }

    long position() {
        return position;
    }

    SearcherManager searchers() {
        return searchers;
    }

    Directory directory() {
        return directory;
    }

    /** Whether a failure has closed it for writing. */
    boolean isBroken() {
        return !writer.isOpen();
    }

    synchronized void write(Batch batch) throws IOException {
        if (batch.position() <= position) return;
        if (batch.after() > position) throw new IndexMoved(shard, batch.after(), position);
        IndexSearcher searcher = searchers.acquire();
        try {
            Versions.Lookup lookup = versions.lookup(searcher.getIndexReader());
            for (Change change : batch.changes()) {
                if (change.version() > position) write(change, lookup);
            }
        } finally {
            searchers.release(searcher);
        }
        position = batch.position();
        versions.moved(position);
        unseen += batch.changes().size();
        if (unseenSince == 0 && !batch.changes().isEmpty()) unseenSince = Math.max(1, System.nanoTime());
    }

    private void write(Change change, Versions.Lookup lookup) throws IOException {
        String id = change.key().toString();
        boolean isNewcomer = newcomers.note(change.key());
        if (!isNewcomer && !lookup.isNews(id, change.version())) return;
        switch (change) {
            case Change.Put put -> {
                var document = documents.of(id, put.message(), put.version());
                if (isNewcomer) writer.addDocument(document);
                else writer.updateDocument(Documents.id(id), document);
            }
            case Change.Remove remove -> writer.deleteDocuments(Documents.id(id));
        }
        versions.wrote(id, change);
    }

    /** Refreshes when so many changes wait to be seen, or one so long. */
    void refreshUnseen(int changes, Duration age) throws IOException {
        if (unseen >= changes || isUnseenFor(age)) refresh();
    }

    /** Returns when all that was written so long ago can be seen. */
    void refreshOlderThan(Duration age) throws IOException {
        if (!refreshes && !isUnseenFor(age)) return;
        synchronized (refreshing) {
            if (isUnseenFor(age)) refresh();
        }
    }

    private boolean isUnseenFor(Duration age) {
        long since = unseenSince;
        return since != 0 && System.nanoTime() - since >= age.toNanos();
    }

    void refresh() throws IOException {
        synchronized (refreshing) {
            refreshes = true;
            try {
                synchronized (this) {
                    unseenSince = 0;
                    unseen = 0;
                    versions.beginRefresh();
                }
                searchers.maybeRefreshBlocking();
                synchronized (this) {
                    versions.endRefresh();
                }
            } finally {
                refreshes = false;
            }
        }
    }

    /** Makes durable what was written; does nothing when all of it is. */
    void commit() throws IOException {
        long reached = position;
        if (reached == committed) return;
        // More may be written meanwhile: a position that is too low only means that the rest comes again.
        note(reached);
        writer.commit();
        committed = reached;
    }

    /** Makes durable what was written when it is so much and nothing has come since this was last asked, as after an import. */
    void commitWhenQuiet(int events) throws IOException {
        long reached = position;
        if (reached == lastAsked && reached - committed >= events) commit();
        lastAsked = reached;
    }

    /** Rewrites all segments that hold removed documents, and lets go of the old files. */
    void purge() throws IOException {
        refresh();
        // A merge that was under way keeps its segments out of the first round, and may carry removed documents over.
        for (int round = 0; round < 2; round++) {
            writer.forceMergeDeletes(true);
            if (writer.getConfig().getMergeScheduler() instanceof ConcurrentMergeScheduler merges) merges.sync();
        }
        refresh();
        note(position);
        writer.commit();
        writer.deleteUnusedFiles();
    }

    @Override
    public void close() throws IOException {
        try (directory;
                searchers) {
            if (!writer.isOpen()) return;
            try {
                commit();
            } finally {
                writer.rollback();
            }
        }
    }
}
