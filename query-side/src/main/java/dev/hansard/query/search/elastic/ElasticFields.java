// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.elastic;

import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import dev.hansard.query.search.Change;
import dev.hansard.query.search.Fact;
import dev.hansard.query.search.IndexedMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A document's fields, as the mapping in {@code elastic-index.json} has them. */
final class ElasticFields {
    static final String WORKSPACE = "workspace";
    static final String CHANNEL = "channel";
    static final String AUTHOR = "author";
    static final String THREAD = "thread";
    static final String TS = "ts";
    /** The ts in milliseconds, as the engine weighs distance by dates only. */
    static final String TIME = "time";

    static final String FACTS = "facts";
    static final String WORDS = "words";
    static final String PARTS = "parts";
    static final String STEMS = "stems";

    private static final long MICROS_PER_MILLI = 1_000;

    private ElasticFields() {}

    /** @param thread the key of the root, which is the message's own when it is no reply */
    record Document(
            String workspace,
            String channel,
            String author,
            String thread,
            long ts,
            long time,
            List<String> facts,
            String words,
            String parts,
            String stems) {}

    /**
     * The document beside those: how far the index includes the record.
     *
     * @param position boxed as other documents have none
     */
    record Position(@Nullable Long position) {}

    static Document document(IndexedMessage message) {
        var key = message.key();
        return new Document(
                key.channel().workspace().value(),
                key.channel().channel().value(),
                message.author().value(),
                key.channel() + "/" + (message.thread() == null ? key.ts() : message.thread()),
                key.ts().micros(),
                millis(key.ts().micros()),
                message.facts().stream().map(Fact::token).sorted().toList(),
                message.text().words(),
                message.text().parts(),
                message.text().stems());
    }

    static long millis(long micros) {
        return micros / MICROS_PER_MILLI;
    }

    static int size(Change change) {
        return switch (change) {
            case Change.Put put -> {
                var text = put.message().text();
                yield text.words().length()
                        + text.parts().length()
                        + text.stems().length()
                        + 400;
            }
            case Change.Remove remove -> 100;
        };
    }

    static BulkOperation operation(Change change) {
        String id = change.key().toString();
        String routing = change.key().channel().workspace().value();
        return switch (change) {
            case Change.Put put ->
                BulkOperation.of(each -> each.<Document>index(index -> index.id(id)
                        .routing(routing)
                        .version(put.version())
                        .versionType(VersionType.External)
                        .document(document(put.message()))));
            case Change.Remove remove ->
                BulkOperation.of(each -> each.delete(delete ->
                        delete.id(id).routing(routing).version(remove.version()).versionType(VersionType.External)));
        };
    }
}
