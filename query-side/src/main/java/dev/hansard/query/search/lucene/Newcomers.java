// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.lucene;

import dev.hansard.api.ChannelKey;
import dev.hansard.query.search.MessageKey;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.PointValues;

/**
 * Knows messages that an index cannot hold anything of. Whatever is written, each time it is, again after a failure or in
 * any order, is noted here first; so when a message's ts is above all that was noted of its channel, and above all that the
 * index held when it was opened, nothing was ever written about it. Others may be new too: they are looked up.
 */
final class Newcomers {
    private static final int MOST_CHANNELS = 10_000;

    private final Map<ChannelKey, Long> highest = new HashMap<>();
    /** Of channels that are not in the map. */
    private long others;

    /** @param all that the index holds */
    Newcomers(IndexReader all) throws IOException {
        byte[] highest = PointValues.getMaxPackedValue(all, Documents.TS);
        others = highest == null ? -1 : LongPoint.decodeDimension(highest, 0);
    }

    /** Whether nothing was written about the message; notes that something is. */
    boolean note(MessageKey message) {
        long ts = message.ts().micros();
        if (ts <= highest.getOrDefault(message.channel(), others)) return false;
        highest.put(message.channel(), ts);
        if (highest.size() > MOST_CHANNELS) {
            others = Collections.max(highest.values());
            highest.clear();
        }
        return true;
    }
}
