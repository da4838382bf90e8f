// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search;

/**
 * A text as an index takes it: tokens joined by single spaces, to be split at spaces and indexed as they are. Both
 * adapters get the same tokens, so that they find the same. No token is longer than {@link #MAX_TOKEN} characters.
 *
 * @param words what words are found by beside their parts: the whole of those that are more than one part ({@code foo_bar},
 *     {@code --flag}, {@code src/main/app.py}, a URL), the pieces of {@code CamelCase}, the short forms of a hash; folded to
 *     lower case without accents. Indexed without positions.
 * @param parts the finest pieces, in order: {@code foo bar}, {@code flag}, {@code src main app py}; simple words are a part
 *     themselves, as are mentions ({@code @u123}, {@code #c123}, {@code @here}) and emoji ({@code :tada:}). Indexed with
 *     positions, as phrases are searched here.
 * @param stems the stem of each part. Indexed without positions.
 */
public record AnalysedText(String words, String parts, String stems) {
    /** Whitespace analyzers of Lucene and Elasticsearch cut tokens longer than 255 characters in two. */
    public static final int MAX_TOKEN = 250;

    public static final AnalysedText EMPTY = new AnalysedText("", "", "");
}
