// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.analysis;

/** Cuts plain text at spaces and at most punctuation, but not within emoji names, addresses and long numbers. */
final class Chunks {
    private static final String APART = " \t\n\u000b\f\r<>\"`()[]{},;|=";
    private static final boolean[] IS_APART = new boolean[0x80];
    /** So often may a chunk go on behind a comma of a number. */
    private static final int MOST_COMMAS = 8;

    private static final String SKIN_TONE = ":skin-tone-";

    static {
        for (char c : APART.toCharArray()) IS_APART[c] = true;
    }

    private Chunks() {}

    /** The first place from {@code at} on where a chunk begins; the text's end if there is none. */
    static int begin(String text, int at) {
        int next = at;
        while (next < text.length() && isApart(text.charAt(next))) next++;
        return next;
    }

    /** The end of the chunk that begins here: over the commas of {@code 1,000,000}. */
    static int end(String text, int start) {
        int end = run(text, start);
        for (int commas = 0; commas < MOST_COMMAS && isThousand(text, end); commas++) end = run(text, end + 1);
        return end;
    }

    private static int run(String text, int start) {
        int end = start;
        while (end < text.length() && !isApart(text.charAt(end))) end++;
        return end;
    }

    private static boolean isThousand(String text, int comma) {
        return comma + 3 < text.length()
                && text.charAt(comma) == ','
                && isDigit(text.charAt(comma - 1))
                && isDigit(text.charAt(comma + 1))
                && isDigit(text.charAt(comma + 2))
                && isDigit(text.charAt(comma + 3));
    }

    /** The end of the {@code :name:} that begins here, with its skin tone; -1 if none does or a letter or number follows it. */
    static int endOfEmoji(String text, int start) {
        if (text.charAt(start) != ':') return -1;
        int close = start + 1;
        while (close < text.length() && isOfName(text.charAt(close))) close++;
        if (close == start + 1 || close == text.length() || text.charAt(close) != ':') return -1;
        int end = close + 1;
        int tone = end + SKIN_TONE.length();
        if (tone + 1 < text.length()
                && text.startsWith(SKIN_TONE, end)
                && isDigit(text.charAt(tone))
                && text.charAt(tone + 1) == ':'
                && !isWordAt(text, tone + 2)) {
            return tone + 2;
        }
        return isWordAt(text, end) ? -1 : end;
    }

    private static boolean isOfName(char c) {
        return isLetter(c) || isDigit(c) || c == '_' || c == '+' || c == '\'' || c == '-';
    }

    /** Whether there is a letter or any kind of number. */
    private static boolean isWordAt(String text, int at) {
        if (at >= text.length()) return false;
        return switch (Character.getType(text.codePointAt(at))) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }

    /** The end of the address with a scheme that begins here; -1 if none does. */
    static int endOfUrl(String text, int start) {
        if (!isLetter(text.charAt(start))) return -1;
        int colon = start + 1;
        while (colon < text.length() && isOfScheme(text.charAt(colon))) colon++;
        if (!text.startsWith("://", colon)) return -1;
        int end = colon + 3;
        while (end < text.length() && !endsUrl(text.charAt(end))) end++;
        return end == colon + 3 ? -1 : end;
    }

    private static boolean isOfScheme(char c) {
        return isLetter(c) || isDigit(c) || c == '+' || c == '.' || c == '-';
    }

    private static boolean endsUrl(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r') || c == '<' || c == '>' || c == '"' || c == '`';
    }

    private static boolean isApart(char c) {
        return c < 0x80 ? IS_APART[c] : c == '\u00ab' || c == '\u00bb' || (c >= '\u2013' && isFarApart(c));
    }

    private static boolean isFarApart(char c) {
        return switch (c) {
            case '\u2013', '\u2014', '\u2018', '\u201c', '\u201d', '\u201e', '\u201f', '\u2026' -> true;
            case '\u3000', '\u3001', '\u3002', '\uff08', '\uff09', '\uff0c', '\uff1b' -> true;
            default -> c >= '\u3008' && c <= '\u3011';
        };
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
