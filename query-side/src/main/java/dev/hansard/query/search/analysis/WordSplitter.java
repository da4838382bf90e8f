// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.analysis;

import dev.hansard.query.search.Fact;
import dev.hansard.query.search.analysis.Token.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits plain text into what people see as words. Tokens are placed in the text that was given; the caller moves them. */
final class WordSplitter {
    private static final String APART =
            "\\s<>\"`()\\[\\]{},;|=\u00ab\u00bb\u2013\u2014\u2018\u201c-\u201f\u2026\u3000-\u3002"
                    + "\u3008-\u3011\uff0c\uff08\uff09\uff1b";
    private static final Pattern CHUNK =
            Pattern.compile("(?<emoji>(?<![\\p{L}\\p{N}]):[\\w+'-]+:(?::skin-tone-\\d:)?(?![\\p{L}\\p{N}]))"
                    + "|(?<url>\\b[a-zA-Z][a-zA-Z0-9+.-]*://[^\\s<>\"`]+)"
                    + "|(?<chunk>[^" + APART + "]+(?:(?<=\\d),(?=\\d{3})[^" + APART + "]+){0,8})");
    private static final int LONGEST_HASH = 128;
    /** Commits are quoted by so many of their first characters. */
    private static final int SHORT_HASH = 7;

    private static final int LONGER_HASH = 12;
    /** What belongs to a word in front of its first letter, the longest first. */
    private static final List<String> SIGILS = List.of("--", "~/", "./", "/", "-", ".", "@", "#", "$");

    private final Stemming stemming;
    private final Consumer<Token> to;

    WordSplitter(Stemming stemming, Consumer<Token> to) {
        this.stemming = stemming;
        this.to = to;
    }

    void split(String text) {
        Matcher matcher = CHUNK.matcher(text);
        while (matcher.find()) {
            if (matcher.group("emoji") != null) emoji(text, matcher.start(), matcher.end());
            else if (matcher.group("url") != null) url(text, matcher.start(), matcher.end());
            else chunk(text, matcher.start(), matcher.end());
        }
    }

    private void emoji(String text, int start, int end) {
        String name = text.substring(start + 1, text.indexOf(':', start + 1));
        emoji(start, end, name.toLowerCase(Locale.ROOT));
    }

    private void emoji(int start, int end, String name) {
        String canonical = Emoji.canonical(name);
        String whole = ":" + Folding.fold(canonical) + ":";
        Part part = new Part(start, end, whole, whole);
        to.accept(new Token(start, end, whole, List.of(), List.of(part), List.of(Fact.EMOJI, Fact.emoji(canonical))));
    }

    private void url(String text, int start, int end) {
        int last = end;
        while (last > start && !Character.isLetterOrDigit(text.charAt(last - 1))) last--;
        int afterScheme = text.indexOf("://", start) + 3;
        if (last <= afterScheme) return;
        String whole = Folding.fold(text.substring(start, last));
        String bare = Folding.fold(text.substring(afterScheme, last));
        to.accept(new Token(
                start, last, whole, List.of(whole, bare), parts(text, afterScheme, last), List.of(Fact.LINK)));
    }

    private void chunk(String text, int start, int end) {
        int from = start;
        int at = start;
        while (at < end) {
            int length = Emoji.lengthAt(text, at);
            if (length > 0) {
                word(text, from, at);
                emoji(at, at + length, Emoji.name(text.substring(at, at + length)));
                at += length;
                from = at;
            } else {
                at += Character.charCount(text.codePointAt(at));
            }
        }
        word(text, from, end);
    }

    private void word(String text, int start, int end) {
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
        int begin = first - sigil(text, start, first).length();
        List<Part> parts = parts(text, first, last);
        String whole = Folding.fold(text.substring(begin, last).replace(",", ""));
        to.accept(new Token(begin, last, whole, words(text.substring(first, last), whole, parts), parts, List.of()));
    }

    private static String sigil(String text, int start, int first) {
        String before = text.substring(start, first);
        for (String sigil : SIGILS) {
            boolean option = sigil.startsWith("-");
            boolean ruler = before.endsWith(sigil.charAt(0) + sigil);
            if (before.endsWith(sigil) && !ruler && (!option || Character.isLetter(text.codePointAt(first))))
                return sigil;
        }
        return "";
    }

    /** {@code C++}, {@code C#}. */
    private static int withPlus(String text, int last, int end) {
        int after = last;
        while (after < end && after - last < 2 && (text.charAt(after) == '+' || text.charAt(after) == '#')) after++;
        return after;
    }

    private static List<String> words(String core, String whole, List<Part> parts) {
        var words = new ArrayList<String>();
        boolean ideographic = core.codePoints().anyMatch(Scripts::standsAlone);
        if (!ideographic && !(parts.size() == 1 && parts.getFirst().text().equals(whole))) words.add(whole);
        for (String piece : CamelCase.pieces(core)) words.add(Folding.fold(piece));
        if (isHash(whole)) {
            for (int length = SHORT_HASH; length < LONGER_HASH; length++) words.add(whole.substring(0, length));
        }
        return words;
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

    private List<Part> parts(String text, int start, int end) {
        var parts = new ArrayList<Part>();
        int at = start;
        while (at < end) {
            int stop = Scripts.endOfPart(text, at, end);
            if (stop > at) {
                String run = Folding.lowerCase(text.substring(at, stop).replace(",", ""));
                String folded = Folding.fold(run);
                if (!folded.isEmpty()) parts.add(new Part(at, stop, folded, stemming.stem(run)));
                at = stop;
            } else {
                at += Character.charCount(text.codePointAt(at));
            }
        }
        return parts;
    }
}
