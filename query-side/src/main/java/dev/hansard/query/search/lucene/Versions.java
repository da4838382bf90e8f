// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.lucene;

import dev.hansard.query.search.Change;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Knows which version of a message is indexed: by the documents that a search sees, by memory for what was written since, and
 * by memory for what was removed ahead of the index's position. Behind it no removal need be remembered, as everything with
 * such a version is old news anyway.
 */
final class Versions {
    private Map<String, Long> written = new HashMap<>();
    private Map<String, Long> refreshing = Map.of();
    private final Map<String, Long> removedAhead = new HashMap<>();

    /** Looks messages up as a reader sees them. */
    final class Lookup {
        private record Leaf(TermsEnum ids, LeafReader reader) {}

        private final IndexReader reader;
        private @Nullable List<Leaf> leaves;
        private @Nullable PostingsEnum postings;

        private Lookup(IndexReader reader) {
            this.reader = reader;
        }

        /** Whether the version is newer than what is known about the message. */
        boolean isNews(String id, long version) throws IOException {
            Long known = written.get(id);
            if (known == null) known = refreshing.get(id);
            if (known == null) known = removedAhead.get(id);
            return version > (known == null ? indexed(new BytesRef(id)) : known);
        }

        private List<Leaf> leaves() throws IOException {
            List<Leaf> all = leaves;
            if (all != null) return all;
            all = new ArrayList<>();
            for (LeafReaderContext context : reader.leaves()) {
                var terms = context.reader().terms(Documents.ID);
                if (terms != null) all.add(new Leaf(terms.iterator(), context.reader()));
            }
            leaves = all;
            return all;
        }

        private long indexed(BytesRef id) throws IOException {
            for (Leaf leaf : leaves()) {
                if (!leaf.ids().seekExact(id)) continue;
                PostingsEnum found = leaf.ids().postings(postings, PostingsEnum.NONE);
                postings = found;
                NumericDocValues versions = leaf.reader().getNumericDocValues(Documents.VERSION);
                var live = leaf.reader().getLiveDocs();
                for (int doc = found.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = found.nextDoc()) {
                    if (live != null && !live.get(doc)) continue;
                    if (versions != null && versions.advanceExact(doc)) return versions.longValue();
                }
            }
            return 0;
        }
    }

    Lookup lookup(IndexReader reader) {
        return new Lookup(reader);
    }

    /** @param id the text form of the change's key */
    void wrote(String id, Change change) {
        written.put(id, change.version());
        if (change instanceof Change.Remove) removedAhead.put(id, change.version());
        else removedAhead.remove(id);
    }

    /** A new reader is being made, which sees what was written so far. */
    void beginRefresh() {
        Map<String, Long> both = new HashMap<>(refreshing);
        both.putAll(written);
        refreshing = both;
        written = new HashMap<>();
    }

    void endRefresh() {
        refreshing = Map.of();
    }

    void moved(long position) {
        removedAhead.values().removeIf(version -> version <= position);
    }
}
