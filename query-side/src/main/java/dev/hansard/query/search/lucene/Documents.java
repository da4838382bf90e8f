// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.lucene;

import dev.hansard.query.search.AnalysedText;
import dev.hansard.query.search.IndexedMessage;
import dev.hansard.query.search.MessageKey;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;

/** A message as a Lucene document. Nothing is stored: a hit is its conversation and ts, which are doc values. */
final class Documents {
    /** Raised when what is indexed of a message, or how, changes: an older index is filled anew. */
    static final String FORMAT = "1";

    static final String ID = "id";
    static final String VERSION = "version";
    static final String CHANNEL = "channel";
    static final String TS = "ts";
    static final String AUTHOR = "author";
    static final String THREAD = "thread";
    static final String FACT = "fact";
    static final String WORDS = "words";
    static final String PARTS = "parts";
    static final String STEMS = "stems";

    private static final FieldType UNORDERED = type(IndexOptions.DOCS_AND_FREQS);
    private static final FieldType ORDERED = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);

    private Documents() {}

    static Term id(MessageKey key) {
        return new Term(ID, key.toString());
    }

    static Document of(IndexedMessage message, long version) {
        MessageKey key = message.key();
        var document = new Document();
        document.add(new StringField(ID, key.toString(), Field.Store.NO));
        document.add(new NumericDocValuesField(VERSION, version));
        document.add(new KeywordField(CHANNEL, key.channel().toString(), Field.Store.NO));
        document.add(new LongField(TS, key.ts().micros(), Field.Store.NO));
        document.add(new StringField(AUTHOR, message.author().value(), Field.Store.NO));
        if (message.thread() != null) {
            var root = new MessageKey(key.channel(), message.thread());
            document.add(new StringField(THREAD, root.toString(), Field.Store.NO));
        }
        message.facts().forEach(fact -> document.add(new StringField(FACT, fact.token(), Field.Store.NO)));
        AnalysedText text = message.text();
        document.add(new Field(WORDS, text.words(), UNORDERED));
        document.add(new Field(PARTS, text.parts(), ORDERED));
        document.add(new Field(STEMS, text.stems(), UNORDERED));
        return document;
    }

    private static FieldType type(IndexOptions options) {
        var type = new FieldType();
        type.setTokenized(true);
        type.setIndexOptions(options);
        type.freeze();
        return type;
    }
}
