// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.lucene;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.Ts;
import dev.hansard.query.search.MessageKey;
import java.io.IOException;
import java.util.function.ObjLongConsumer;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.Bits;

/** Goes through all documents of an index. */
final class LuceneScan {
    private LuceneScan() {}

    static void run(IndexReader reader, ObjLongConsumer<MessageKey> documents) throws IOException {
        for (LeafReaderContext leaf : reader.leaves()) {
            var channels = DocValues.getSortedSet(leaf.reader(), Documents.CHANNEL);
            var times = DocValues.getSortedNumeric(leaf.reader(), Documents.TS);
            var versions = DocValues.getNumeric(leaf.reader(), Documents.VERSION);
            Bits live = leaf.reader().getLiveDocs();
            for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
                if (live != null && !live.get(doc)) continue;
                if (!channels.advanceExact(doc) || !times.advanceExact(doc) || !versions.advanceExact(doc)) continue;
                var channel =
                        ChannelKey.parse(channels.lookupOrd(channels.nextOrd()).utf8ToString());
                documents.accept(new MessageKey(channel, new Ts(times.nextValue())), versions.longValue());
            }
        }
    }
}
