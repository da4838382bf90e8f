// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.analysis;

import dev.hansard.query.search.AnalysedText;
import java.text.Normalizer;
import java.util.Locale;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/** Makes spellings of one word one: compatible characters, case, accents, apostrophes. */
final class Folding {
    private Folding() {}

    /** With its accents, as stemmers want it. */
    static String lowerCase(String text) {
        if (isPlain(text)) return text;
        if (isAscii(text)) return text.toLowerCase(Locale.ROOT);
        String compatible = Normalizer.normalize(text, Normalizer.Form.NFKC);
        var kept = new StringBuilder(compatible.length());
        for (int i = 0, c; i < compatible.length(); i += Character.charCount(c)) {
            c = compatible.codePointAt(i);
            if (Character.getType(c) != Character.FORMAT) kept.appendCodePoint(c);
        }
        return kept.toString().toLowerCase(Locale.ROOT).replace('\u2019', '\'').replace('\u02bc', '\'');
    }

    /** Without accents and apostrophes, no longer than a token may be. */
    static String fold(String text) {
        return cut(isPlain(text) ? text : withoutAccents(lowerCase(text)).replace("'", ""));
    }

    /** Only accents that are written above or below letters: marks of other scripts are part of what they spell. */
    private static String withoutAccents(String lowerCase) {
        if (isAscii(lowerCase)) return lowerCase;
        String apart = Normalizer.normalize(lowerCase, Normalizer.Form.NFD);
        var bare = new StringBuilder(apart.length());
        for (int i = 0; i < apart.length(); i++) {
            char c = apart.charAt(i);
            if (c < 0x300 || c > 0x36f) bare.append(c);
        }
        char[] composed = Normalizer.normalize(bare, Normalizer.Form.NFC).toCharArray();
        var ascii = new char[4 * composed.length];
        int length = ASCIIFoldingFilter.foldToASCII(composed, 0, ascii, 0, composed.length);
        return new String(ascii, 0, length).toLowerCase(Locale.ROOT);
    }

    private static String cut(String text) {
        if (text.length() <= AnalysedText.MAX_TOKEN) return text;
        int end = AnalysedText.MAX_TOKEN;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) >= 0x80) return false;
        return true;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || c == '\'' || (c >= 'A' && c <= 'Z')) return false;
        }
        return true;
    }
}
