// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.util.Random;

/** Made-up words, a few of them in every other message and most of them rare, as in any language. */
final class Words {
    private static final int VOCABULARY = 50_000;
    private static final String[] SYLLABLES = {"ba", "co", "di", "fu", "ga", "he", "ji", "ko", "lu", "ma", "ne", "po"};

    private final Random random;

    Words(long seed) {
        this.random = new Random(seed);
    }

    /** Rank by rank of Zipf's law, roughly. */
    String next() {
        return word((int) Math.pow(VOCABULARY, random.nextDouble()) - 1);
    }

    /** @param rank 0 for the most frequent */
    static String word(int rank) {
        var word = new StringBuilder();
        for (int rest = rank + SYLLABLES.length; rest > 0; rest /= SYLLABLES.length) {
            word.append(SYLLABLES[rest % SYLLABLES.length]);
        }
        return word.toString();
    }

    /** A message of a few up to some twenty words. */
    String text() {
        int count = 3 + random.nextInt(20);
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) text.append(i == 0 ? "" : " ").append(next());
        return text.toString();
    }
}
