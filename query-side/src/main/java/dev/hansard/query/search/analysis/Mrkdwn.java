// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.analysis;

import java.util.ArrayList;
import java.util.List;
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
        /**
         * Characters, with where each of them is in the text.
         *
         * @param starts per character
         * @param ends per character
         */
        record Plain(String text, int[] starts, int[] ends) implements Piece {}

        /** {@code <@U…>}, {@code <#C…>}, {@code <!here>}: sigil and id, without a label. */
        record Mention(int start, int end, char sigil, String id) implements Piece {}

        /** @param label null when it has none, or none but the address */
        record Link(
                int start,
                int end,
                String address,
                @Nullable String label) implements Piece {}
    }

    static List<Piece> read(String text) {
        var pieces = new ArrayList<Piece>();
        var plain = new PlainText(pieces::add);
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            Piece entity = c == '<' ? entity(text, at) : null;
            if (entity != null) {
                plain.flush();
                pieces.add(entity);
                at = text.indexOf('>', at) + 1;
            } else {
                int length = c == '&' ? escape(text, at) : 1;
                plain.add(length == 1 ? c : unescaped(text.charAt(at + 1)), at, at + length);
                at += length;
            }
        }
        plain.flush();
        return pieces;
    }

    private static @Nullable Piece entity(String text, int at) {
        int close = text.indexOf('>', at);
        if (close < at + 2 || close - at > LONGEST_ENTITY) return null;
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

    private static final class PlainText {
        private final Consumer<Piece> to;
        private final StringBuilder text = new StringBuilder();
        private final List<int[]> places = new ArrayList<>();

        PlainText(Consumer<Piece> to) {
            this.to = to;
        }

        void add(char c, int start, int end) {
            text.append(c);
            places.add(new int[] {start, end});
        }

        void flush() {
            if (text.isEmpty()) return;
            int[] starts = places.stream().mapToInt(place -> place[0]).toArray();
            int[] ends = places.stream().mapToInt(place -> place[1]).toArray();
            to.accept(new Piece.Plain(text.toString(), starts, ends));
            text.setLength(0);
            places.clear();
        }
    }
}
