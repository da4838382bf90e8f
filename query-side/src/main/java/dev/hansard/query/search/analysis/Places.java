// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.analysis;

/** Where the characters of a stretch that was taken out of a text stand in that text. */
sealed interface Places {
    /** Of the character at {@code at}. */
    int start(int at);

    /** After the character before {@code at}. */
    int end(int at);

    /** The stretch stands in the text as it is. */
    record Shifted(int by) implements Places {
        @Override
        public int start(int at) {
            return at + by;
        }

        @Override
        public int end(int at) {
            return at + by;
        }
    }

    /** @param bounds where each character starts, and where the last one ends */
    record Mapped(int[] bounds) implements Places {
        @Override
        public int start(int at) {
            return bounds[at];
        }

        @Override
        public int end(int at) {
            return bounds[at];
        }
    }

    /** All of it is at one place, so that nobody marks half of that. */
    record Whole(int start, int end) implements Places {
        @Override
        public int start(int at) {
            return start;
        }

        @Override
        public int end(int at) {
            return end;
        }
    }
}
