// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.lucene;

import dev.hansard.query.search.Relevance;
import dev.hansard.query.search.SearchRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.BulkScorer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * The best of very many by score. Lucene scores the text, segment by segment, at its fastest, which is without filters; what
 * matches is known already; recency and closeness are added here, and only to those that can come to the top with them. The
 * scores are those of {@link LuceneQueries#scoring}.
 */
final class BroadSearch {
    private static final double ROUNDING = 1e-4;

    private final SearchRequest request;
    private final boolean descending;
    private final int wanted;
    private final @Nullable Weight text;
    private final List<Weight> boosts = new ArrayList<>();
    private final PriorityQueue<Candidate> best;

    /** @param wanted hits, more than none */
    BroadSearch(IndexSearcher searcher, SearchRequest request, int wanted) throws IOException {
        this.request = request;
        this.descending = request.sort() == SearchRequest.Sort.SCORE_DESC;
        this.wanted = wanted;
        this.best = new PriorityQueue<>(descending ? Candidate.BEST_LAST : Candidate.LOWEST_LAST);
        Query query = LuceneQueries.text(request);
        this.text = query == null ? null : LeafMatches.weight(searcher, query, ScoreMode.COMPLETE);
        for (Relevance.Boost boost : request.relevance().boosts()) {
            Query holds = LuceneQueries.boosted(request, boost);
            boosts.add(LeafMatches.weight(searcher, holds, ScoreMode.COMPLETE_NO_SCORES));
        }
    }

    /** Looks at the matches of one segment. */
    void take(LeafReaderContext leaf, FixedBitSet matches) throws IOException {
        var scoring = new Scoring(leaf);
        BulkScorer bulk = text == null ? null : text.bulkScorer(leaf);
        if (bulk != null) {
            bulk.score(scoring, matches.asReadOnlyBits(), 0, DocIdSetIterator.NO_MORE_DOCS);
            return;
        }
        var each = new BitSetIterator(matches, 0);
        while (each.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) scoring.offer(each.docID(), 0);
    }

    /** What was found, the first first. */
    List<Candidate> best() {
        return best.stream().sorted(best.comparator().reversed()).toList();
    }

    /** Adds what is not text. */
    private final class Scoring implements LeafCollector {
        private final LeafReaderContext leaf;
        private final NumericDocValues times;
        private final Relevance.@Nullable Recency recency;
        /** By boost; null where it holds for nothing. */
        private final @Nullable FixedBitSet[] held = new FixedBitSet[boosts.size()];

        private final float[] weights = new float[boosts.size()];
        private @Nullable Scorable scorer;

        private Scoring(LeafReaderContext leaf) throws IOException {
            this.leaf = leaf;
            NumericDocValues ts = DocValues.unwrapSingleton(DocValues.getSortedNumeric(leaf.reader(), Documents.TS));
            if (ts == null) throw new UnusableIndex("a document has several times");
            this.times = ts;
            Relevance.Recency asked = request.relevance().recency();
            this.recency = asked == null || asked.weight() <= 0 ? null : asked;
            for (int i = 0; i < held.length; i++) {
                weights[i] = request.relevance().boosts().get(i).weight();
                if (weights[i] > 0) held[i] = LeafMatches.bits(boosts.get(i), leaf);
            }
        }

        @Override
        public void setScorer(Scorable of) {
            scorer = of;
        }

        @Override
        public void collect(int doc) throws IOException {
            if (scorer != null) offer(doc, scorer.score());
        }

        /** Adds as Lucene does, so that what is equal there is equal here: text, then the sum of all the rest. */
        private void offer(int doc, float ofText) throws IOException {
            double rest = 0;
            for (int i = 0; i < held.length; i++) {
                FixedBitSet holds = held[i];
                if (holds != null && holds.get(doc)) rest += weights[i];
            }
            Candidate last = best.size() < wanted ? null : best.peek();
            double most = ofText + rest + (recency == null ? 0 : recency.weight());
            if (last != null && descending && most + ROUNDING < last.score()) return;
            if (!times.advanceExact(doc)) throw new UnusableIndex("a document has no time");
            long ts = times.longValue();
            if (recency != null) rest += recency(recency, ts);
            float sum = ofText + (float) rest;
            if (last != null && (descending ? sum < last.score() : sum > last.score())) return;
            var candidate = new Candidate(leaf, doc, sum, ts);
            if (last != null) {
                if (best.comparator().compare(candidate, last) <= 0) return;
                best.poll();
            }
            best.add(candidate);
        }
    }

    private static float recency(Relevance.Recency recency, long ts) {
        double pivot = recency.pivot().toNanos() / 1_000.0;
        return (float)
                (recency.weight() * (pivot / (pivot + Math.abs(recency.now().micros() - ts))));
    }
}
