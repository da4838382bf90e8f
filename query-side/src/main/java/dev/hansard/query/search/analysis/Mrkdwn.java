// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.analysis;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads Slack's mrkdwn as it is on the wire: {@code <…>} for mentions and links, {@code &amp;}, {@code &lt;} and {@code &gt;}
 * for the three characters, everything else as it stands.
 */
final class Mrkdwn {
    private static final int LONGEST_ENTITY = 4_000;

    private Mrkdwn() {}

    /** A stretch of the text. */
    sealed interface Piece {
        /** Characters, with where they are in the text. */
        record Plain(String text, Places places) implements Piece {}

        /** {@code <@U…>}, {@code <#C…>}, {@code <!here>}: sigil and id, without a label. */
        record Mention(int start, int end, char sigil, String id) implements Piece {}

        /** @param label null when it has none, or none but the address */
        record Link(
                int start,
                int end,
                String address,
                @Nullable String label) implements Piece {}
    }

    /** Tells the pieces in order. */
    static void read(String text, Consumer<Piece> to) {
        int from = 0;
        int escapes = 0;
        for (int at = 0; at < text.length(); ) {
            char c = text.charAt(at);
            Piece entity = c == '<' ? entity(text, at) : null;
            if (entity != null) {
                if (at > from) to.accept(plain(text, from, at, escapes));
                to.accept(entity);
                at = text.indexOf('>', at) + 1;
                from = at;
                escapes = 0;
            } else {
                int length = c == '&' ? escape(text, at) : 1;
                if (length > 1) escapes++;
                at += length;
            }
        }
        if (text.length() > from) to.accept(plain(text, from, text.length(), escapes));
    }

    private static Piece plain(String text, int from, int end, int escapes) {
        if (escapes == 0) return new Piece.Plain(text.substring(from, end), new Places.Shifted(from));
        var characters = new StringBuilder(end - from);
        var bounds = new int[end - from + 1];
        for (int at = from; at < end; ) {
            char c = text.charAt(at);
            int length = c == '&' ? escape(text, at) : 1;
            bounds[characters.length()] = at;
            characters.append(length == 1 ? c : unescaped(text.charAt(at + 1)));
            at += length;
        }
        bounds[characters.length()] = end;
        return new Piece.Plain(characters.toString(), new Places.Mapped(bounds));
    }

    private static @Nullable Piece entity(String text, int at) {
        int close = text.indexOf('>', at, Math.min(text.length(), at + LONGEST_ENTITY + 1));
        if (close < at + 2) return null;
        String inside = text.substring(at + 1, close);
        int bar = inside.indexOf('|');
        String target = bar < 0 ? inside : inside.substring(0, bar);
        String label = bar < 0 ? null : inside.substring(bar + 1);
        if (target.isEmpty()) return null;
        return switch (target.charAt(0)) {
            case '@', '#' -> new Piece.Mention(at, close + 1, target.charAt(0), target.substring(1));
            case '!' -> command(at, close + 1, target.substring(1), label);
            default ->
                target.contains(":")
                        ? new Piece.Link(at, close + 1, unescape(target), label == null ? null : unescape(label))
                        : null;
        };
    }

    /** {@code <!subteam^S…>} and {@code <!date^…>} have parameters; a date is read as what it shows. */
    private static Piece command(int start, int end, String command, @Nullable String label) {
        int caret = command.indexOf('^');
        if (caret < 0) return new Piece.Mention(start, end, '!', command);
        if (command.startsWith("subteam^")) return new Piece.Mention(start, end, '@', command.substring(caret + 1));
        return new Piece.Link(start, end, "", label == null ? null : unescape(label));
    }

    private static int escape(String text, int at) {
        if (text.startsWith("&amp;", at)) return 5;
        return text.startsWith("&lt;", at) || text.startsWith("&gt;", at) ? 4 : 1;
    }

    private static char unescaped(char second) {
        return second == 'a' ? '&' : second == 'l' ? '<' : '>';
    }

    private static String unescape(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
