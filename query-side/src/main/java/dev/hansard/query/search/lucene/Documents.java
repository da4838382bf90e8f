// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.lucene;

import dev.hansard.query.search.AnalysedText;
import dev.hansard.query.search.Fact;
import dev.hansard.query.search.IndexedMessage;
import dev.hansard.query.search.MessageKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;

/**
 * Makes messages Lucene documents. Nothing is stored: a hit is its conversation and ts, which are doc values. For one thread,
 * and a document until the next one is made, as they share their fields.
 */
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

    private final Field id = new StringField(ID, "", Field.Store.NO);
    private final Field version = new NumericDocValuesField(VERSION, 0);
    private final Field channel = new KeywordField(CHANNEL, "", Field.Store.NO);
    private final Field ts = new LongField(TS, 0, Field.Store.NO);
    private final Field author = new StringField(AUTHOR, "", Field.Store.NO);
    private final Field thread = new StringField(THREAD, "", Field.Store.NO);
    private final TokensField words = new TokensField(WORDS, IndexOptions.DOCS_AND_FREQS);
    private final TokensField parts = new TokensField(PARTS, IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    private final TokensField stems = new TokensField(STEMS, IndexOptions.DOCS_AND_FREQS);
    private final List<IndexableField> document = new ArrayList<>();

    static Term id(String id) {
        return new Term(ID, id);
    }

    /** @param id the text form of the message's key */
    Iterable<IndexableField> of(String id, IndexedMessage message, long version) {
        MessageKey key = message.key();
        document.clear();
        add(this.id, id);
        this.version.setLongValue(version);
        document.add(this.version);
        add(channel, key.channel().toString());
        ts.setLongValue(key.ts().micros());
        document.add(ts);
        add(author, message.author().value());
        if (message.thread() != null) add(thread, new MessageKey(key.channel(), message.thread()).toString());
        for (Fact fact : message.facts()) document.add(new StringField(FACT, fact.token(), Field.Store.NO));
        AnalysedText text = message.text();
        document.add(words.of(text.words()));
        document.add(parts.of(text.parts()));
        document.add(stems.of(text.stems()));
        return document;
    }

    private void add(Field field, String value) {
        field.setStringValue(value);
        document.add(field);
    }
}
