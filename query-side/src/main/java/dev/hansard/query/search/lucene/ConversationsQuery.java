// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.lucene;

import dev.hansard.api.ChannelKey;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * The messages of some conversations. Looks at a document's conversation by its number in the segment. Whoever searches
 * often asks with the same conversations, so {@link SegmentMemory} keeps the answer of a large segment as bits.
 */
final class ConversationsQuery extends Query {
    /** In their order in the index, each once. */
    private final List<BytesRef> keys;

    private final int hash;

    ConversationsQuery(Collection<ChannelKey> conversations) {
        this.keys = conversations.stream()
                .map(key -> new BytesRef(key.toString()))
                .distinct()
                .sorted()
                .toList();
        this.hash = keys.hashCode();
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext context) throws IOException {
                LeafReader reader = context.reader();
                SortedDocValues conversations =
                        DocValues.unwrapSingleton(DocValues.getSortedSet(reader, Documents.CHANNEL));
                if (conversations == null) throw new UnusableIndex("a document names several conversations");
                FixedBitSet wanted = numbers(conversations);
                int found = wanted.cardinality();
                if (found == 0) return null;
                if (found == conversations.getValueCount()) {
                    return ConstantScoreScorerSupplier.matchAll(score(), mode, reader.maxDoc());
                }
                return ConstantScoreScorerSupplier.fromIterator(
                        TwoPhaseIterator.asDocIdSetIterator(among(conversations, wanted)),
                        score(),
                        mode,
                        reader.maxDoc());
            }

            @Override
            public boolean isCacheable(LeafReaderContext context) {
                return true;
            }
        };
    }

    /** Goes through the shorter of the two lists, as a segment may hold few conversations, and a person see few. */
    private FixedBitSet numbers(SortedDocValues conversations) throws IOException {
        var wanted = new FixedBitSet(Math.max(1, conversations.getValueCount()));
        if (keys.size() < conversations.getValueCount() / 8) {
            for (BytesRef key : keys) {
                int number = conversations.lookupTerm(key);
                if (number >= 0) wanted.set(number);
            }
            return wanted;
        }
        TermsEnum all = conversations.termsEnum();
        BytesRef next = all.next();
        for (int i = 0; i < keys.size() && next != null; ) {
            int order = keys.get(i).compareTo(next);
            if (order == 0) wanted.set((int) all.ord());
            if (order <= 0) i++;
            if (order >= 0) next = all.next();
        }
        return wanted;
    }

    private static TwoPhaseIterator among(SortedDocValues conversations, FixedBitSet wanted) {
        return new TwoPhaseIterator(conversations) {
            @Override
            public boolean matches() throws IOException {
                return wanted.get(conversations.ordValue());
            }

            @Override
            public float matchCost() {
                return 3;
            }
        };
    }

    @Override
    public void visit(QueryVisitor visitor) {
        if (visitor.acceptField(Documents.CHANNEL)) visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return "conversations(" + keys.size() + ")";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConversationsQuery that && hash == that.hash && keys.equals(that.keys);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
