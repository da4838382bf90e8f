// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.chat;

/** Care for texts as they come from outside. */
final class Texts {

    private Texts() {}

    /** Without halves of surrogate pairs, which no UTF-8 store can keep. */
    static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) return repaired(text);
        }
        return text;
    }

    /** In characters as people count them, not in halves of pairs. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The first {@code length} characters. */
    static String cut(String text, int length) {
        return text.substring(0, text.offsetByCodePoints(0, length));
    }

    private static String repaired(String text) {
        var good = new StringBuilder(text.length());
        text.codePoints().forEach(c -> good.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
        return good.toString();
    }
}
