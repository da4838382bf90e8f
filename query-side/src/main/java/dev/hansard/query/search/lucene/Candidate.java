// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.BytesRef;

/**
 * A document that may be among the hits.
 *
 * @param doc its number in the segment
 * @param ts in microseconds
 */
record Candidate(LeafReaderContext leaf, int doc, float score, long ts) {
    /** Of equal ones the older is less, then the one whose conversation comes later. */
    private static final Comparator<Candidate> NEWEST_LAST = Comparator.comparingLong(Candidate::ts)
            .thenComparing(Comparator.comparing(Candidate::conversation).reversed());

    static final Comparator<Candidate> BEST_LAST =
            Comparator.<Candidate>comparingDouble(Candidate::score).thenComparing(NEWEST_LAST);

    static final Comparator<Candidate> LOWEST_LAST =
            Comparator.<Candidate>comparingDouble(each -> -each.score()).thenComparing(NEWEST_LAST);

    /** Its number in the whole index. */
    int number() {
        return leaf.docBase + doc;
    }

    private BytesRef conversation() {
        try {
            SortedSetDocValues conversations = DocValues.getSortedSet(leaf.reader(), Documents.CHANNEL);
            if (!conversations.advanceExact(doc)) throw new UnusableIndex("a document names no message");
            return BytesRef.deepCopyOf(conversations.lookupOrd(conversations.nextOrd()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
