// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.lucene;

import java.io.IOException;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.NumericUtils;

/** The time from an index's first message to its last, in microseconds. */
record Period(long first, long last) {
    static Period of(IndexReader reader) throws IOException {
        byte[] first = PointValues.getMinPackedValue(reader, Documents.TS);
        byte[] last = PointValues.getMaxPackedValue(reader, Documents.TS);
        if (first == null || last == null) return new Period(0, 0);
        return new Period(NumericUtils.sortableBytesToLong(first, 0), NumericUtils.sortableBytesToLong(last, 0));
    }

    /** The messages of so large a part of it, at its end or at its beginning. */
    Query part(double share, boolean newest) {
        long length = (long) ((last - first) * share);
        return newest
                ? LongField.newRangeQuery(Documents.TS, last - length, Long.MAX_VALUE)
                : LongField.newRangeQuery(Documents.TS, Long.MIN_VALUE, first + length);
    }
}
