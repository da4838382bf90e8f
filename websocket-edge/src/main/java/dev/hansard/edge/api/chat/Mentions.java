// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.chat;

import dev.hansard.api.DirectoryQueries.FindChannelByName;
import dev.hansard.api.DirectoryQueries.FindPersonBy;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.Views.ChannelView;
import dev.hansard.api.Views.PersonView;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.Backend;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns {@code @handle}, {@code #channel} and, with {@code parse=full}, bare URLs into links, where the caller asks for it. */
@Component
final class Mentions {

    /** Look-ups per message; what comes after them stays plain text. */
    private static final int MOST_LOOKUPS = 50;

    /** What is left alone: links that are there already and code; else a name or a URL at the start of a word. */
    private static final Pattern WORDS = Pattern.compile(
            "(?<keep><[^<>]*>|```.*?```|`[^`\\n]*`)"
                    + "|(?<![\\w/@#.&])@(?<person>[a-z0-9][a-z0-9._-]{0,79})"
                    + "|(?<![\\w/@#.&])#(?<channel>[\\p{Ll}\\p{Lo}0-9][\\p{Ll}\\p{Lo}0-9_-]{0,79})"
                    + "|(?<url>\\bhttps?://[^\\s<>]+)",
            Pattern.DOTALL);

    private final Backend backend;

    Mentions(Backend backend) {
        this.backend = backend;
    }

    /** The text as it is stored. Names that nobody bears stay as they are. */
    String link(ApiCall call, String text) {
        boolean full = "full".equals(call.args().filled("parse"));
        if (!full && !call.args().flag("link_names", false)) return text;
        Map<String, String> known = new HashMap<>();
        Matcher words = WORDS.matcher(text);
        var linked = new StringBuilder(text.length());
        while (words.find()) {
            String word = words.group();
            String link = words.group("keep") != null ? word : link(call, words, full, known);
            words.appendReplacement(linked, Matcher.quoteReplacement(link == null ? word : link));
        }
        return words.appendTail(linked).toString();
    }

    private @Nullable String link(ApiCall call, Matcher words, boolean full, Map<String, String> known) {
        if (words.group("url") != null) return full ? '<' + words.group() + '>' : null;
        String word = words.group();
        if (!known.containsKey(word) && known.size() >= MOST_LOOKUPS) return null;
        return known.computeIfAbsent(
                word,
                any -> words.group("person") != null
                        ? person(call, words.group("person"))
                        : channel(call, words.group("channel")));
    }

    private String person(ApiCall call, String name) {
        String handle = name.toLowerCase(Locale.ROOT);
        if (handle.equals("here") || handle.equals("channel") || handle.equals("everyone")) return "<!" + handle + '>';
        // A full stop that ends the sentence is not part of the name.
        String trimmed = handle.replaceAll("[._-]+$", "");
        PersonView person = find(call, handle);
        if (person != null) return "<@" + person.key().user() + '>';
        person = trimmed.equals(handle) ? null : find(call, trimmed);
        return person == null ? '@' + name : "<@" + person.key().user() + '>' + name.substring(trimmed.length());
    }

    private @Nullable PersonView find(ApiCall call, String handle) {
        return backend.<@Nullable PersonView>ask(new FindPersonBy(call.workspace(), handle, null));
    }

    private String channel(ApiCall call, String name) {
        try {
            ChannelView channel = backend.ask(new FindChannelByName(call.workspace(), name, call.actor()));
            return "<#" + channel.key().channel() + '|' + name + '>';
        } catch (Rejection e) {
            if (e.code() != ErrorCode.CHANNEL_NOT_FOUND) throw e;
            return '#' + name;
        }
    }
}
