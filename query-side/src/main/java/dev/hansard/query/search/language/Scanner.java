// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.language;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a query into pieces at blanks. A quotation mark at the start of a piece, or after an operator's colon, opens a
 * quotation that holds blanks; in it a backslash takes the next character as it is. One that is never closed is text.
 */
final class Scanner {
    private static final char NONE = 0;

    private final String text;
    private final List<Piece> pieces = new ArrayList<>();
    private int at;

    /**
     * A piece of the query.
     *
     * @param excluded with a minus before it
     * @param operator in lower case, or empty
     * @param value what follows the operator, or all
     * @param quoted the value was in quotation marks
     */
    record Piece(boolean excluded, String operator, String value, boolean quoted) {
        /** As it was typed, but for the minus. */
        String whole() {
            return operator.isEmpty() ? value : operator + ":" + value;
        }
    }

    private Scanner(String text) {
        this.text = text;
    }

    static List<Piece> scan(String query) {
        var scanner = new Scanner(Cleaning.clean(query));
        while (scanner.skipBlanks()) scanner.piece();
        return scanner.pieces;
    }

    private boolean skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') at++;
        return at < text.length();
    }

    private void piece() {
        // Two dashes begin an option such as --verbose, which is a word.
        boolean excluded = text.charAt(at) == '-' && at + 1 < text.length() && text.charAt(at + 1) != '-';
        if (excluded && text.charAt(at + 1) == ' ') excluded = false;
        if (excluded) at++;
        String operator = operator();
        String quoted = quotation();
        String value = quoted == null ? bare() : quoted;
        if (quoted != null || !value.isEmpty() || !operator.isEmpty()) {
            pieces.add(new Piece(excluded, operator, value, quoted != null));
        }
    }

    /** Letters before a colon, if they are an operator of ours; else nothing is read. */
    private String operator() {
        int end = at;
        while (end < text.length() && isLetter(text.charAt(end))) end++;
        if (end == at || end == text.length() || text.charAt(end) != ':') return "";
        String name = text.substring(at, end).toLowerCase(java.util.Locale.ROOT);
        if (!Operators.NAMES.contains(name)) return "";
        at = end + 1;
        return name;
    }

    private @org.jspecify.annotations.Nullable String quotation() {
        if (at == text.length()) return null;
        char close = closing(text.charAt(at));
        if (close == NONE) return null;
        var content = new StringBuilder();
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == close) {
                at = i + 1;
                return content.toString().strip();
            }
            if (c == '\\' && i + 1 < text.length()) c = text.charAt(++i);
            content.append(c);
        }
        at++;
        return null;
    }

    private String bare() {
        int end = text.indexOf(' ', at);
        if (end < 0) end = text.length();
        // <#C1|two words> is one value.
        if (at < text.length() && text.charAt(at) == '<') {
            int close = text.indexOf('>', at);
            if (close > end) end = close + 1;
        }
        String value = text.substring(at, end);
        at = end;
        return value;
    }

    private static char closing(char c) {
        return switch (c) {
            case '"' -> '"';
            case '\u201c', '\u201e', '\u201d' -> '\u201d';
            default -> NONE;
        };
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
