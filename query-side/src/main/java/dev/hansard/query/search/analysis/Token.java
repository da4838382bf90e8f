// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.analysis;

import dev.hansard.query.search.Fact;
import java.util.List;

/**
 * What people see as one word, a mention or an emoji.
 *
 * @param start where its first character is in the text
 * @param end after its last character
 * @param whole folded, as one
 * @param words further forms it is found by, beside its parts: the whole of several parts, pieces of a camel-case name, the
 *     short forms of a hash
 * @param parts its finest pieces in order
 * @param facts what it says about the message
 */
record Token(int start, int end, String whole, List<String> words, List<Part> parts, List<Fact> facts) {
    /** @param stem null when it has none of its own */
    record Part(int start, int end, String text, String stem) {}
}
