// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.lucene;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LRUQueryCache;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryCachingPolicy;
import org.apache.lucene.search.SearcherFactory;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which documents of a segment are of the conversations that somebody sees: a bit for each document, 125 kB for a
 * million. Segments do not change, so nothing that is remembered gets old; who sees what is asked anew with every search.
 */
final class SegmentMemory extends SearcherFactory {
    private static final int QUESTIONS = 1_000;
    private static final long BYTES = 32L << 20;
    /** Smaller segments are asked faster than remembered. */
    private static final int LEAST_DOCUMENTS = 10_000;
    /** Where fewer documents than this share of a segment are to be looked at, they are looked at. */
    private static final float WORTH_IT = 100;

    private static final QueryCachingPolicy POLICY = new QueryCachingPolicy() {
        @Override
        public void onUse(Query query) {}

        @Override
        public boolean shouldCache(Query query) {
            return query instanceof ConversationsQuery;
        }
    };

    private final LRUQueryCache cache;

    SegmentMemory() {
        this(LEAST_DOCUMENTS);
    }

    /** @param least documents that a segment must have for anything to be remembered of it */
    SegmentMemory(int least) {
        cache = new LRUQueryCache(QUESTIONS, BYTES, leaf -> leaf.reader().maxDoc() >= least, WORTH_IT);
    }

    @Override
    public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
        var searcher = new IndexSearcher(reader);
        searcher.setQueryCache(cache);
        searcher.setQueryCachingPolicy(POLICY);
        return searcher;
    }
}
