// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.index;

import dev.hansard.query.search.MessageKey;
import java.util.ArrayList;
import java.util.List;

/**
 * What a comparison of a shard's index with its record has found.
 *
 * @param position of the record up to which both were compared
 * @param current whether the index had come to the end of the record before
 * @param otherLanguages whether its words are stemmed as other languages than those set now, so that a rebuild is needed
 * @param messages that are to be found
 * @param missing of them without a document
 * @param stale with one that was made before their newest event
 * @param surplus documents of messages that are not to be found
 * @param examples some of those, by their keys
 */
public record IndexReport(
        int shard,
        long position,
        boolean current,
        boolean otherLanguages,
        long messages,
        long missing,
        long stale,
        long surplus,
        List<String> examples) {
    public IndexReport {
        examples = List.copyOf(examples);
    }

    /** Whether index and record say the same. */
    public boolean isClean() {
        return current && !otherLanguages && missing == 0 && stale == 0 && surplus == 0;
    }

    /** Counts. */
    static final class Builder {
        private static final int EXAMPLES = 20;

        private final int shard;
        private final long position;
        private final boolean current;
        private final boolean otherLanguages;
        private final long messages;
        private final List<String> examples = new ArrayList<>();
        private long missing;
        private long stale;
        private long surplus;

        Builder(int shard, long position, boolean current, boolean otherLanguages, long messages) {
            this.shard = shard;
            this.position = position;
            this.current = current;
            this.otherLanguages = otherLanguages;
            this.messages = messages;
        }

        void missing(MessageKey key) {
            missing++;
            example("missing ", key);
        }

        void stale(MessageKey key) {
            stale++;
            example("stale ", key);
        }

        void surplus(MessageKey key) {
            surplus++;
            example("surplus ", key);
        }

        private void example(String what, MessageKey key) {
            if (examples.size() < EXAMPLES) examples.add(what + key);
        }

        IndexReport build() {
            return new IndexReport(
                    shard, position, current, otherLanguages, messages, missing, stale, surplus, examples);
        }
    }
}
