// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.lucene;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;

/** A field of tokens with spaces between. It has one text at a time, so it is for one thread. */
final class TokensField {
    private final Split split = new Split();
    private final Field field;

    TokensField(String name, IndexOptions options) {
        var type = new FieldType();
        type.setTokenized(true);
        type.setIndexOptions(options);
        type.freeze();
        field = new Field(name, split, type);
    }

    IndexableField of(String tokens) {
        split.text = tokens;
        return field;
    }

    /** Splits at all that is whitespace to Java, as compatible characters may be folded to some. */
    private static final class Split extends TokenStream {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private String text = "";
        private int at;

        @Override
        public void reset() {
            at = 0;
        }

        @Override
        public boolean incrementToken() {
            int start = at;
            while (start < text.length() && Character.isWhitespace(text.charAt(start))) start++;
            int end = start;
            while (end < text.length() && !Character.isWhitespace(text.charAt(end))) end++;
            at = end;
            if (end == start) return false;
            clearAttributes();
            text.getChars(start, end, term.resizeBuffer(end - start), 0);
            term.setLength(end - start);
            return true;
        }
    }
}
