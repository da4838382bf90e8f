// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.language;

/** Makes blanks of what no word consists of, so that the rest of the parser meets only characters that mean something. */
final class Cleaning {
    private Cleaning() {}

    /**
     * Control and format characters that people do not mean, lone surrogates, and the two that mark highlights become
     * blanks, as does every kind of white space. Joiners inside emoji and words stay.
     */
    static String clean(String query) {
        var clean = new StringBuilder(query.length());
        for (int i = 0; i < query.length(); ) {
            int c = query.codePointAt(i);
            if (isBlank(c)) {
                clean.append(' ');
            } else {
                clean.appendCodePoint(c);
            }
            i += Character.charCount(c);
        }
        return clean.toString();
    }

    private static boolean isBlank(int c) {
        if (Character.isWhitespace(c) || Character.isSpaceChar(c)) return true;
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.PRIVATE_USE -> true;
            case Character.FORMAT -> c != 0x200C && c != 0x200D && c < 0xE0000;
            default -> false;
        };
    }
}
