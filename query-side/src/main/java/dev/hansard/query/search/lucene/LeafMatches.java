// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * What matches in one segment, as a bit for each document. Where much of a segment matches, this is far faster than going
 * from match to match, and leaving out costs no more than asking for.
 *
 * @param most matches at most
 */
record LeafMatches(LeafReaderContext leaf, List<ScorerSupplier> all, List<ScorerSupplier> none, long most) {
    /** The segments in which something may match. */
    static List<LeafMatches> of(IndexSearcher searcher, LuceneQueries.Matching matching) throws IOException {
        List<Weight> all = weights(searcher, matching.all());
        List<Weight> none = weights(searcher, matching.none());
        List<LeafMatches> leaves = new ArrayList<>();
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            List<ScorerSupplier> wanted = suppliers(all, leaf);
            if (wanted.size() < all.size()) continue;
            long most = wanted.stream().mapToLong(ScorerSupplier::cost).min().orElseThrow();
            leaves.add(new LeafMatches(leaf, wanted, suppliers(none, leaf), most));
        }
        return leaves;
    }

    /** May be asked once. */
    FixedBitSet bits() throws IOException {
        FixedBitSet bits = null;
        for (ScorerSupplier each : all) {
            FixedBitSet some = bits(each, leaf.reader().maxDoc());
            if (bits == null) bits = some;
            else bits.and(some);
        }
        if (bits == null) throw new IllegalStateException("nothing is asked for");
        for (ScorerSupplier each : none) bits.andNot(bits(each, leaf.reader().maxDoc()));
        Bits living = leaf.reader().getLiveDocs();
        if (living != null) living.applyMask(bits, 0);
        return bits;
    }

    /** Those that the query holds for, deleted ones too; null if there are none. */
    static @Nullable FixedBitSet bits(Weight weight, LeafReaderContext leaf) throws IOException {
        ScorerSupplier supplier = weight.scorerSupplier(leaf);
        return supplier == null ? null : bits(supplier, leaf.reader().maxDoc());
    }

    private static FixedBitSet bits(ScorerSupplier supplier, int documents) throws IOException {
        var bits = new FixedBitSet(documents);
        DocIdSetIterator each = supplier.get(Long.MAX_VALUE).iterator();
        if (each.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) each.intoBitSet(documents, bits, 0);
        return bits;
    }

    static Weight weight(IndexSearcher searcher, Query query, ScoreMode mode) throws IOException {
        return searcher.createWeight(searcher.rewrite(query), mode, 1);
    }

    private static List<Weight> weights(IndexSearcher searcher, List<Query> queries) throws IOException {
        List<Weight> weights = new ArrayList<>();
        for (Query each : queries) weights.add(weight(searcher, each, ScoreMode.COMPLETE_NO_SCORES));
        return weights;
    }

    private static List<ScorerSupplier> suppliers(List<Weight> weights, LeafReaderContext leaf) throws IOException {
        List<ScorerSupplier> suppliers = new ArrayList<>();
        for (Weight each : weights) {
            ScorerSupplier supplier = each.scorerSupplier(leaf);
            if (supplier != null) suppliers.add(supplier);
        }
        return suppliers;
    }
}
