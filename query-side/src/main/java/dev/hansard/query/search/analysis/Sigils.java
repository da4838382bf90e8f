// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.analysis;

/** What belongs to a word in front of its first letter. */
final class Sigils {
    private Sigils() {}

    /** How long the sigil is that stands before {@code first} and not before {@code start}; 0 if there is none. */
    static int lengthBefore(String text, int start, int first) {
        if (start == first) return 0;
        char last = text.charAt(first - 1);
        char second = first - 2 < start ? ' ' : text.charAt(first - 2);
        char third = first - 3 < start ? ' ' : text.charAt(first - 3);
        return switch (last) {
            case '-' -> dashes(text.codePointAt(first), second, third);
            case '/' -> (second == '~' && third != '~') || (second == '.' && third != '.') ? 2 : single('/', second);
            case '.', '@', '#', '$' -> single(last, second);
            default -> 0;
        };
    }

    /** Of an option; three or more are a ruler. */
    private static int dashes(int first, char second, char third) {
        if (!Character.isLetter(first)) return 0;
        return second != '-' ? 1 : third != '-' ? 2 : 0;
    }

    private static int single(char sigil, char second) {
        return second == sigil ? 0 : 1;
    }
}
