// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.preservation;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a text has a word or phrase, for holds. Case, accents, width and punctuation make no difference; a phrase is words
 * in a row; a word with {@code *} at its end stands for all that begin so. Scripts written without spaces are compared sign
 * by sign. When in doubt it finds too much rather than too little: a text is also searched inside its JSON.
 */
final class Words {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern TOKEN = Pattern.compile(
            "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}]|[\\p{L}\\p{N}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}]]+");

    private Words() {}

    /** Whether a query has anything to look for. */
    static boolean isQuery(String query) {
        return !tokens(query).isEmpty();
    }

    static boolean anyIn(List<String> queries, List<String> texts) {
        List<List<String>> said = texts.stream().map(Words::tokens).toList();
        return queries.stream().anyMatch(query -> said.stream().anyMatch(text -> has(text, query)));
    }

    private static boolean has(List<String> text, String query) {
        List<String> phrase = tokens(query);
        boolean prefix = query.strip().endsWith("*");
        if (!prefix) return Collections.indexOfSubList(text, phrase) >= 0;
        int last = phrase.size() - 1;
        for (int at = 0; at + last < text.size(); at++) {
            boolean same = text.subList(at, at + last).equals(phrase.subList(0, last));
            if (same && text.get(at + last).startsWith(phrase.get(last))) return true;
        }
        return false;
    }

    private static List<String> tokens(String text) {
        String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss");
        var tokens = new ArrayList<String>();
        Matcher matcher = TOKEN.matcher(plain);
        while (matcher.find()) tokens.add(matcher.group());
        return tokens;
    }
}
