// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.analysis;

import java.lang.Character.UnicodeScript;

/** What belongs to one piece of a word, in any script. */
final class Scripts {
    private Scripts() {}

    /** Letters, digits and the marks on them. */
    static boolean isWritten(int c) {
        return Character.isLetterOrDigit(c)
                || c >= 0x80
                        && switch (Character.getType(c)) {
                            case Character.NON_SPACING_MARK,
                                    Character.COMBINING_SPACING_MARK,
                                    Character.ENCLOSING_MARK -> true;
                            default -> false;
                        };
    }

    /**
     * Whether it is of a script that sets no spaces between words: each character is then a piece of its own, and words are
     * found as their characters next to each other.
     */
    static boolean standsAlone(int c) {
        if (c < 0xe00 || !Character.isLetter(c)) return false;
        return switch (UnicodeScript.of(c)) {
            case HAN, HIRAGANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }

    static boolean anyStandsAlone(String text, int start, int end) {
        for (int i = start; i < end; i++) if (standsAlone(text.codePointAt(i))) return true;
        return false;
    }

    /** The end of the piece that begins at {@code at}, which is {@code at} itself if none does. */
    static int endOfPart(String text, int at, int end) {
        int c = text.codePointAt(at);
        if (!isWritten(c)) return at;
        int next = at + Character.charCount(c);
        boolean alone = standsAlone(c);
        while (next < end) {
            c = text.codePointAt(next);
            boolean goesOn = alone ? isWritten(c) && !Character.isLetterOrDigit(c) : goesOn(text, next, end, c);
            if (!goesOn) break;
            next += Character.charCount(c);
        }
        return next;
    }

    /** Apostrophes within a word, commas within a number and invisible characters do not end a piece. */
    private static boolean goesOn(String text, int at, int end, int c) {
        if (isWritten(c)) return !standsAlone(c);
        if (c >= 0x80 && Character.getType(c) == Character.FORMAT) return true;
        boolean joins = c == '\'' || c == '\u2019' || c == ',';
        return joins && at + 1 < end && Character.isLetterOrDigit(text.codePointAt(at + 1));
    }
}
