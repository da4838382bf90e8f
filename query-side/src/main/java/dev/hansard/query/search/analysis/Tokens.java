// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.analysis;

import dev.hansard.api.ChannelId;
import dev.hansard.api.UserId;
import dev.hansard.query.search.Fact;
import dev.hansard.query.search.Language;
import dev.hansard.query.search.analysis.Mrkdwn.Piece;
import dev.hansard.query.search.analysis.Token.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads a message's text into tokens, in order. */
final class Tokens {
    private static final int CALL = '!';

    private Tokens() {}

    static List<Token> of(String text, Language language) {
        var stemming = new Stemming(language);
        var tokens = new ArrayList<Token>();
        for (Piece piece : Mrkdwn.read(text)) {
            switch (piece) {
                case Piece.Plain plain -> split(plain.text(), stemming, tokens, plain.starts(), plain.ends());
                case Piece.Mention mention -> tokens.add(mention(mention));
                case Piece.Link link -> link(link, stemming, tokens);
            }
        }
        return tokens;
    }

    private static void split(String text, Stemming stemming, List<Token> tokens, int[] starts, int[] ends) {
        new WordSplitter(stemming, token -> tokens.add(moved(token, starts, ends))).split(text);
    }

    private static Token moved(Token token, int[] starts, int[] ends) {
        List<Part> parts = token.parts().stream()
                .map(part -> new Part(starts[part.start()], ends[part.end() - 1], part.text(), part.stem()))
                .toList();
        return new Token(
                starts[token.start()], ends[token.end() - 1], token.whole(), token.words(), parts, token.facts());
    }

    /** A link's words are all where the link is, so that nobody marks half of it. */
    private static void link(Piece.Link link, Stemming stemming, List<Token> tokens) {
        boolean mail = link.address().startsWith("mailto:");
        String address = mail ? link.address().substring("mailto:".length()) : link.address();
        String label = link.label();
        int longest = Math.max(address.length(), label == null ? 0 : label.length());
        var starts = new int[longest];
        var ends = new int[longest];
        java.util.Arrays.fill(starts, link.start());
        java.util.Arrays.fill(ends, link.end());
        split(address, stemming, tokens, starts, ends);
        if (label != null && !address.contains(label)) split(label, stemming, tokens, starts, ends);
    }

    private static Token mention(Piece.Mention mention) {
        String id = mention.id().toLowerCase(Locale.ROOT).replaceAll("\\s", "");
        String whole = (mention.sigil() == CALL ? "@" : Character.toString(mention.sigil())) + Folding.fold(id);
        var part = new Part(mention.start(), mention.end(), whole, whole);
        return new Token(mention.start(), mention.end(), whole, List.of(), List.of(part), facts(mention));
    }

    private static List<Fact> facts(Piece.Mention mention) {
        try {
            return switch (mention.sigil()) {
                case '#' -> List.of(Fact.mentions(new ChannelId(mention.id())));
                case '@' -> List.of(Fact.mentions(new UserId(mention.id())));
                default ->
                    switch (mention.id()) {
                        case "here", "channel", "everyone" -> List.of(Fact.CALLS_ALL);
                        default -> List.of();
                    };
            };
        } catch (IllegalArgumentException notAnId) {
            return List.of();
        }
    }
}
