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
import java.util.function.Consumer;

/** Reads a message's text into tokens, in order. */
final class Tokens {
    private static final int CALL = '!';

    private Tokens() {}

    static List<Token> of(String text, Language language) {
        var tokens = new ArrayList<Token>();
        read(text, language, tokens::add);
        return tokens;
    }

    static void read(String text, Language language, Consumer<Token> to) {
        var splitter = new WordSplitter(Words.of(language), to);
        Mrkdwn.read(text, piece -> {
            switch (piece) {
                case Piece.Plain plain -> splitter.split(plain.text(), plain.places());
                case Piece.Mention mention -> to.accept(mention(mention));
                case Piece.Link link -> link(link, splitter);
            }
        });
    }

    private static void link(Piece.Link link, WordSplitter splitter) {
        boolean mail = link.address().startsWith("mailto:");
        String address = mail ? link.address().substring("mailto:".length()) : link.address();
        String label = link.label();
        var place = new Places.Whole(link.start(), link.end());
        splitter.split(address, place);
        if (label != null && !address.contains(label)) splitter.split(label, place);
    }

    private static Token mention(Piece.Mention mention) {
        String id = withoutSpaces(mention.id().toLowerCase(Locale.ROOT));
        String whole = (mention.sigil() == CALL ? "@" : Character.toString(mention.sigil())) + Folding.fold(id);
        var part = new Part(mention.start(), mention.end(), whole, whole);
        return new Token(mention.start(), mention.end(), whole, List.of(), List.of(part), facts(mention));
    }

    private static String withoutSpaces(String id) {
        var rest = new StringBuilder(id.length());
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c != ' ' && (c < '\t' || c > '\r')) rest.append(c);
        }
        return rest.toString();
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
