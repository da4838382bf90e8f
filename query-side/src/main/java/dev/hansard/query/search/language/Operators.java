// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.language;

import dev.hansard.query.search.language.Reference.Kind;
import dev.hansard.query.search.language.SearchTerm.Has;
import dev.hansard.query.search.language.SearchTerm.Is;
import dev.hansard.query.search.language.SearchTerm.Nature;
import dev.hansard.query.search.language.SearchTerm.Reacted;
import dev.hansard.query.search.language.SearchTerm.Sent;
import dev.hansard.query.search.language.SearchTerm.Thing;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What each operator makes of its value. */
final class Operators {
    static final Set<String> NAMES =
            Set.of("in", "from", "to", "with", "before", "after", "on", "during", "has", "hasmy", "is");

    private static final Pattern EMOJI = Pattern.compile(":([^:\\s]{1,100}(?:::skin-tone-[2-6])?):");
    private static final Pattern LINKED = Pattern.compile("<([#@])([A-Z0-9]{2,24})(?:\\|[^>]*)?>");

    private Operators() {}

    /** Null where the value is none that the operator knows: then all of it is text. */
    static @Nullable SearchTerm term(String operator, String value, Days days) {
        if (value.isBlank()) return null;
        return switch (operator) {
            case "in" -> new SearchTerm.In(reference(value));
            case "from" -> new SearchTerm.From(reference(value));
            case "to" -> new SearchTerm.To(reference(value));
            case "with" -> new SearchTerm.With(reference(value));
            case "before" -> sent(days.span(value), When.BEFORE);
            case "after" -> sent(days.span(value), When.AFTER);
            case "on", "during" -> sent(days.span(value), When.DURING);
            case "has" -> has(value);
            case "hasmy" -> hasMy(value);
            case "is" -> is(value);
            default -> null;
        };
    }

    private enum When {
        BEFORE,
        AFTER,
        DURING
    }

    private static @Nullable Sent sent(@Nullable Sent span, When when) {
        if (span == null) return null;
        return switch (when) {
            case BEFORE -> new Sent(0, span.from());
            case AFTER -> new Sent(span.until(), Long.MAX_VALUE);
            case DURING -> span;
        };
    }

    private static @Nullable SearchTerm has(String value) {
        String emoji = emoji(value);
        if (emoji != null) return new Reacted(emoji, false);
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "link", "links" -> new Has(Thing.LINK);
            case "pin", "pinned" -> new Has(Thing.PIN);
            case "star" -> new Has(Thing.STAR);
            case "reaction", "reactions" -> new Has(Thing.REACTION);
            case "file", "files" -> new Has(Thing.FILE);
            default -> null;
        };
    }

    private static @Nullable SearchTerm hasMy(String value) {
        String emoji = emoji(value);
        if (emoji != null) return new Reacted(emoji, true);
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "reaction", "reactions" -> new Has(Thing.MY_REACTION);
            default -> null;
        };
    }

    private static @Nullable SearchTerm is(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "thread" -> new Is(Nature.THREAD);
            case "dm" -> new Is(Nature.DIRECT);
            case "saved" -> new Is(Nature.SAVED);
            default -> null;
        };
    }

    private static @Nullable String emoji(String value) {
        Matcher emoji = EMOJI.matcher(value);
        return emoji.matches() ? emoji.group(1) : null;
    }

    private static Reference reference(String value) {
        Matcher linked = LINKED.matcher(value);
        if (linked.matches()) {
            return new Reference(linked.group(1).equals("#") ? Kind.CHANNEL : Kind.PERSON, linked.group(2));
        }
        if (value.equalsIgnoreCase("me") || value.equalsIgnoreCase("@me")) return new Reference(Kind.ME, value);
        if (value.startsWith("#")) return new Reference(Kind.CHANNEL, value.substring(1));
        if (value.startsWith("@")) return new Reference(Kind.PERSON, value.substring(1));
        return new Reference(Kind.EITHER, value);
    }
}
