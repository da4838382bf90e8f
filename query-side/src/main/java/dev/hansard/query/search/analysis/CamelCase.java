// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.analysis;

import java.util.ArrayList;
import java.util.List;

/** Finds the pieces of names such as {@code parseHTTPHeader}: parse, HTTP, Header. */
final class CamelCase {
    private CamelCase() {}

    /** False only when there are no pieces: nothing but its first character is a capital. */
    static boolean isLikely(String text, int start, int end) {
        for (int i = start + 1; i < end; i++) if (Character.isUpperCase(text.charAt(i))) return true;
        return false;
    }

    /** None if no name in the text has several pieces. */
    static List<String> pieces(String text) {
        var pieces = new ArrayList<String>();
        int from = 0;
        boolean several = false;
        for (int i = 0; i <= text.length(); i++) {
            boolean over = i == text.length() || !Character.isLetterOrDigit(text.charAt(i));
            if (over || (i > from && begins(text, i))) {
                if (i > from && (several || !over)) pieces.add(text.substring(from, i));
                several = !over;
                from = over ? i + 1 : i;
            }
        }
        return pieces;
    }

    /** A capital after a small letter, or the last of several capitals when a small one follows that is not a plural's s. */
    private static boolean begins(String text, int i) {
        if (!Character.isUpperCase(text.charAt(i))) return false;
        if (!Character.isUpperCase(text.charAt(i - 1))) return true;
        if (i + 1 >= text.length() || !Character.isLowerCase(text.charAt(i + 1))) return false;
        boolean plural =
                text.charAt(i + 1) == 's' && (i + 2 == text.length() || !Character.isLetterOrDigit(text.charAt(i + 2)));
        return !plural;
    }
}
