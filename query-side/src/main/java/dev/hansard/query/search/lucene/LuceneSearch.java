// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.lucene;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.Ts;
import dev.hansard.query.search.Hits;
import dev.hansard.query.search.Hits.Hit;
import dev.hansard.query.search.MessageKey;
import dev.hansard.query.search.SearchRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.SortedSetSortField;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * One search. The total is counted apart from finding the best, which so may pass over what cannot be among them. Few matches
 * are left to Lucene; very many are counted as bits ({@link LeafMatches}), and the best of them found by {@link BroadSearch},
 * or by time where the newest, or oldest, are.
 */
final class LuceneSearch {
    /** With fewer matches than this going from one to the next is fast enough. */
    static final int BROAD = 20_000;

    /** How much longer a part of the time is tried than would hold what is wanted if all were evenly spread. */
    private static final double ROOM = 4;

    private static final double WIDER = 8;
    private static final double LARGEST_PART = 0.3;

    private final IndexSearcher searcher;
    private final SearchRequest request;
    private final LuceneQueries.Matching matching;
    private final boolean byScore;
    private final int broad;

    private LuceneSearch(IndexSearcher searcher, SearchRequest request, int broad) {
        this.broad = broad;
        this.searcher = searcher;
        this.request = request;
        this.matching = LuceneQueries.matching(request);
        this.byScore = switch (request.sort()) {
            case SCORE_DESC, SCORE_ASC -> true;
            case TIME_DESC, TIME_ASC -> false;
        };
    }

    static Hits run(IndexSearcher searcher, SearchRequest request) throws IOException {
        return run(searcher, request, BROAD);
    }

    /** @param broad so many matches are very many */
    static Hits run(IndexSearcher searcher, SearchRequest request, int broad) throws IOException {
        return new LuceneSearch(searcher, request, broad).run();
    }

    /** @param number of the document in the whole index */
    private record Found(int number, float score) {}

    private Hits run() throws IOException {
        List<LeafMatches> leaves = LeafMatches.of(searcher, matching);
        int wanted = request.from() + request.size();
        if (leaves.stream().mapToLong(LeafMatches::most).sum() < broad) {
            int total = searcher.count(matching.query());
            return hits(total, total <= request.from() || request.size() == 0 ? List.of() : top(wanted, null));
        }
        BroadSearch best = byScore && request.size() > 0 ? new BroadSearch(searcher, request, wanted) : null;
        long total = 0;
        for (LeafMatches leaf : leaves) {
            FixedBitSet bits = leaf.bits();
            total += bits.cardinality();
            if (best != null) best.take(leaf.leaf(), bits);
        }
        if (total <= request.from() || request.size() == 0) return new Hits(total, List.of());
        return hits(
                total,
                best == null
                        ? byTime((int) Math.min(wanted, total), total)
                        : best.best().stream()
                                .map(each -> new Found(each.number(), each.score()))
                                .toList());
    }

    /** Looks into the newest (or oldest) part of the time only, as long as it holds what is wanted. */
    private List<Found> byTime(int wanted, long total) throws IOException {
        Period whole = Period.of(searcher.getIndexReader());
        for (double share = ROOM * wanted / total; share < LARGEST_PART; share *= WIDER) {
            List<Found> found = top(wanted, whole.part(share, request.sort() == SearchRequest.Sort.TIME_DESC));
            if (found.size() == wanted) return found;
        }
        return top(wanted, null);
    }

    /** @param within narrows what matches, if not null */
    private List<Found> top(int wanted, @Nullable Query within) throws IOException {
        Query query = byScore ? LuceneQueries.scoring(request) : matching.query();
        if (within != null) {
            query = new BooleanQuery.Builder()
                    .add(within, Occur.FILTER)
                    .add(query, Occur.FILTER)
                    .build();
        }
        TopFieldDocs top = searcher.search(query, new TopFieldCollectorManager(sort(request), wanted, null, wanted));
        var found = new ArrayList<Found>();
        for (ScoreDoc each : top.scoreDocs) {
            found.add(new Found(each.doc, byScore && each instanceof FieldDoc sorted ? (Float) sorted.fields[0] : 0));
        }
        return found;
    }

    private Hits hits(long total, List<Found> found) throws IOException {
        var hits = new ArrayList<Hit>(request.size());
        for (Found each : found.subList(Math.min(request.from(), found.size()), found.size())) {
            hits.add(new Hit(key(searcher, each.number()), each.score(), explanation(each)));
        }
        return new Hits(total, hits);
    }

    private Hits.@Nullable Explanation explanation(Found of) throws IOException {
        return request.explain() ? explanation(searcher.explain(LuceneQueries.scoring(request), of.number())) : null;
    }

    private static Sort sort(SearchRequest request) {
        SortField newest = LongField.newSortField(Documents.TS, true, SortedNumericSelector.Type.MIN);
        SortField oldest = LongField.newSortField(Documents.TS, false, SortedNumericSelector.Type.MIN);
        SortField channel = new SortedSetSortField(Documents.CHANNEL, false);
        return switch (request.sort()) {
            case SCORE_DESC -> new Sort(SortField.FIELD_SCORE, newest, channel);
            case SCORE_ASC -> new Sort(new SortField(null, SortField.Type.SCORE, true), newest, channel);
            case TIME_DESC -> new Sort(newest, channel);
            case TIME_ASC -> new Sort(oldest, channel);
        };
    }

    private static MessageKey key(IndexSearcher searcher, int doc) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
        SortedSetDocValues channels = DocValues.getSortedSet(leaf.reader(), Documents.CHANNEL);
        NumericDocValues ts = DocValues.unwrapSingleton(DocValues.getSortedNumeric(leaf.reader(), Documents.TS));
        if (ts == null || !channels.advanceExact(doc - leaf.docBase) || !ts.advanceExact(doc - leaf.docBase)) {
            throw new UnusableIndex("a document names no message");
        }
        String channel = channels.lookupOrd(channels.nextOrd()).utf8ToString();
        return new MessageKey(ChannelKey.parse(channel), new Ts(ts.longValue()));
    }

    private static Hits.Explanation explanation(Explanation of) {
        return new Hits.Explanation(
                of.getValue().floatValue(),
                of.getDescription(),
                Arrays.stream(of.getDetails()).map(LuceneSearch::explanation).toList());
    }
}
