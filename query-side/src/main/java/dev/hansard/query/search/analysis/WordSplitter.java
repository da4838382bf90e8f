// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.analysis;

import dev.hansard.query.search.Fact;
import dev.hansard.query.search.analysis.Token.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Splits plain text into what people see as words. */
final class WordSplitter {
    private static final int LONGEST_HASH = 128;
    /** Commits are quoted by so many of their first characters. */
    private static final int SHORT_HASH = 7;

    private static final int LONGER_HASH = 12;
    private final Words words;
    private final Consumer<Token> to;

    WordSplitter(Words words, Consumer<Token> to) {
        this.words = words;
        this.to = to;
    }

    /** @param places where the tokens are to be said to stand */
    void split(String text, Places places) {
        for (int start = Chunks.begin(text, 0); start < text.length(); ) {
            int end = Chunks.endOfEmoji(text, start);
            boolean isEmoji = end > 0;
            if (!isEmoji) end = Chunks.endOfUrl(text, start);
            boolean isUrl = !isEmoji && end > 0;
            if (end < 0) end = Chunks.end(text, start);
            if (isEmoji) emoji(text, start, end, places);
            else if (isUrl) url(text, start, end, places);
            else chunk(text, start, end, places);
            start = Chunks.begin(text, end);
        }
    }

    private void emoji(String text, int start, int end, Places places) {
        String name = text.substring(start + 1, text.indexOf(':', start + 1));
        emoji(places.start(start), places.end(end), name.toLowerCase(Locale.ROOT));
    }

    private void emoji(int start, int end, String name) {
        String canonical = Emoji.canonical(name);
        String whole = ":" + Folding.fold(canonical) + ":";
        Part part = new Part(start, end, whole, whole);
        to.accept(new Token(start, end, whole, List.of(), List.of(part), List.of(Fact.EMOJI, Fact.emoji(canonical))));
    }

    private void url(String text, int start, int end, Places places) {
        int last = end;
        while (last > start && !Character.isLetterOrDigit(text.charAt(last - 1))) last--;
        int afterScheme = text.indexOf("://", start) + 3;
        if (last <= afterScheme) return;
        String whole = Folding.fold(text.substring(start, last));
        String bare = Folding.fold(text.substring(afterScheme, last));
        to.accept(new Token(
                places.start(start),
                places.end(last),
                whole,
                List.of(whole, bare),
                parts(text, afterScheme, last, places),
                List.of(Fact.LINK)));
    }

    private void chunk(String text, int start, int end, Places places) {
        int from = start;
        int at = start;
        while (at < end) {
            int length = text.charAt(at) < Emoji.FIRST ? 0 : Emoji.lengthAt(text, at);
            if (length > 0) {
                word(text, from, at, places);
                emoji(places.start(at), places.end(at + length), Emoji.name(text.substring(at, at + length)));
                at += length;
                from = at;
            } else {
                at += Character.charCount(text.codePointAt(at));
            }
        }
        word(text, from, end, places);
    }

    private void word(String text, int start, int end, Places places) {
        int first = start;
        while (first < end && !Character.isLetterOrDigit(text.codePointAt(first))) {
            first += Character.charCount(text.codePointAt(first));
        }
        if (first >= end) return;
        int last = end;
        while (!Scripts.isWritten(text.codePointBefore(last))) {
            last -= Character.charCount(text.codePointBefore(last));
        }
        if (Character.isLetter(text.codePointBefore(last))) last = withPlus(text, last, end);
        int begin = first - Sigils.lengthBefore(text, start, first);
        List<Part> parts;
        String whole;
        if (begin == first && Scripts.endOfPart(text, first, last) == last) {
            Words.Word word = words.at(text, first, last);
            parts = part(word, places.start(first), places.end(last));
            whole = word.whole();
        } else {
            parts = parts(text, first, last, places);
            whole = Folding.fold(text.substring(begin, last).replace(",", ""));
        }
        List<String> further = further(text, first, last, whole, parts);
        to.accept(new Token(places.start(begin), places.end(last), whole, further, parts, List.of()));
    }

    private static List<Part> part(Words.Word word, int start, int end) {
        return word.part().isEmpty() ? List.of() : List.of(new Part(start, end, word.part(), word.stem()));
    }

    /** {@code C++}, {@code C#}. */
    private static int withPlus(String text, int last, int end) {
        int after = last;
        while (after < end && after - last < 2 && (text.charAt(after) == '+' || text.charAt(after) == '#')) after++;
        return after;
    }

    /** The forms of a word that it is found by beside its parts. */
    private static List<String> further(String text, int start, int end, String whole, List<Part> parts) {
        boolean isItsPart = parts.size() == 1 && parts.getFirst().text().equals(whole);
        boolean isCamelCase = CamelCase.isLikely(text, start, end);
        boolean isHash = isHash(whole);
        if (isItsPart && !isCamelCase && !isHash) return List.of();
        var further = new ArrayList<String>();
        if (!isItsPart && !Scripts.anyStandsAlone(text, start, end)) further.add(whole);
        if (isCamelCase) {
            for (String piece : CamelCase.pieces(text.substring(start, end))) further.add(Folding.fold(piece));
        }
        if (isHash) {
            for (int length = SHORT_HASH; length < LONGER_HASH; length++) further.add(whole.substring(0, length));
        }
        return further;
    }

    /** Hexadecimal, with a digit and a letter in it. */
    private static boolean isHash(String word) {
        if (word.length() < LONGER_HASH || word.length() > LONGEST_HASH) return false;
        boolean digit = false;
        boolean letter = false;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c >= '0' && c <= '9') digit = true;
            else if (c >= 'a' && c <= 'f') letter = true;
            else return false;
        }
        return digit && letter;
    }

    private List<Part> parts(String text, int start, int end, Places places) {
        var parts = new ArrayList<Part>();
        int at = start;
        while (at < end) {
            int stop = Scripts.endOfPart(text, at, end);
            if (stop > at) {
                parts.addAll(part(words.at(text, at, stop), places.start(at), places.end(stop)));
                at = stop;
            } else {
                at += Character.charCount(text.codePointAt(at));
            }
        }
        return parts;
    }
}
