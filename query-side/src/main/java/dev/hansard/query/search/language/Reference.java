// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.language;

/**
 * A person or conversation as it was written after an operator, not yet looked up.
 *
 * @param name an id, a handle or a channel's name, without the sign before it; for {@link Kind#ME} the word itself
 */
public record Reference(Kind kind, String name) {
    /** What the spelling says that it is. */
    public enum Kind {
        /** {@code #name} or {@code <#C…>}. */
        CHANNEL,
        /** {@code @name} or {@code <@U…>}. */
        PERSON,
        /** The searcher. */
        ME,
        /** No sign: a channel or a person, as the operator has it. */
        EITHER
    }
}
