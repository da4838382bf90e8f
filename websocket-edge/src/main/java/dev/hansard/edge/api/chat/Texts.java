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

    /** The first {@code length} characters, never half of a pair. */
    static String cut(String text, int length) {
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }

    private static String repaired(String text) {
        var good = new StringBuilder(text.length());
        text.codePoints().forEach(c -> good.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
        return good.toString();
    }
}
