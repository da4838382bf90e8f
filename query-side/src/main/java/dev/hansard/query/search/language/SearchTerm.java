// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.language;

/** What a clause speaks of. */
public sealed interface SearchTerm {
    /** Text as typed; the analysis of messages tells what its words are. */
    record Word(String text) implements SearchTerm {}

    /** These words in this order. */
    record Phrase(String text) implements SearchTerm {}

    /** {@code in:}, where the message is: a channel, or direct messages with a person. */
    record In(Reference place) implements SearchTerm {}

    /** {@code from:}, who wrote it. */
    record From(Reference author) implements SearchTerm {}

    /** {@code to:}, to whom it was sent directly. */
    record To(Reference addressee) implements SearchTerm {}

    /** {@code with:}, who takes part in the thread or direct conversation. */
    record With(Reference companion) implements SearchTerm {}

    /**
     * When it was sent.
     *
     * @param from microseconds since the epoch, included
     * @param until microseconds since the epoch, excluded
     */
    record Sent(long from, long until) implements SearchTerm {}

    /** {@code has:} something. */
    record Has(Thing thing) implements SearchTerm {}

    /** {@code has::emoji:}, a reaction by its name; {@code hasmy:} asks for the searcher's own. */
    record Reacted(String emoji, boolean byMe) implements SearchTerm {}

    /** {@code is:}, what kind of message it is. */
    record Is(Nature nature) implements SearchTerm {}

    /** What a message can have. */
    enum Thing {
        LINK,
        PIN,
        REACTION,
        /** Any reaction of the searcher's own. */
        MY_REACTION,
        FILE,
        /** Hansard keeps no stars, so no message has one. */
        STAR
    }

    /** What a message can be. */
    enum Nature {
        /** Part of a thread: a reply, or a root that was replied to. */
        THREAD,
        /** In a direct conversation. */
        DIRECT,
        /** Hansard keeps no list of saved messages, so none is. */
        SAVED
    }
}
