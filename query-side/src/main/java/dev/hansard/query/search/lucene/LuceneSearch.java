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

/**
 * One search. The total is counted apart from finding the best, which so may pass over what cannot be among them: counting
 * needs no scores, and both together take less time than scoring everything.
 */
final class LuceneSearch {
    private LuceneSearch() {}

    static Hits run(IndexSearcher searcher, SearchRequest request) throws IOException {
        int total = searcher.count(LuceneQueries.matching(request));
        int wanted = Math.min(request.from() + request.size(), total);
        if (request.size() == 0 || request.from() >= total) return new Hits(total, List.of());
        boolean byScore = switch (request.sort()) {
            case SCORE_DESC, SCORE_ASC -> true;
            case TIME_DESC, TIME_ASC -> false;
        };
        Query query = byScore || request.explain() ? LuceneQueries.scoring(request) : LuceneQueries.matching(request);
        TopFieldDocs top = searcher.search(query, new TopFieldCollectorManager(sort(request), wanted, null, wanted));
        var hits = new ArrayList<Hit>(request.size());
        for (ScoreDoc each : Arrays.asList(top.scoreDocs)
                .subList(Math.min(request.from(), top.scoreDocs.length), top.scoreDocs.length)) {
            float score = byScore && each instanceof FieldDoc sorted ? (Float) sorted.fields[0] : 0;
            hits.add(new Hit(
                    key(searcher, each.doc),
                    score,
                    request.explain() ? explanation(searcher.explain(query, each.doc)) : null));
        }
        return new Hits(total, hits);
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
