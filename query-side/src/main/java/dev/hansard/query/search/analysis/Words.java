// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.analysis;

import dev.hansard.query.search.Language;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What spellings become in one language. People repeat themselves, so the short ones that were met lately are remembered,
 * each in the one slot that it shares with others: at most a few megabytes. For any number of threads.
 */
final class Words {
    /** As a rule no key or password is remembered. */
    private static final int LONGEST = 20;

    private static final int SLOTS = 1 << 14;
    private static final Map<Language, Words> ALL = new ConcurrentHashMap<>();

    private final Language language;
    private final AtomicReferenceArray<@Nullable Word> met = new AtomicReferenceArray<>(SLOTS);

    private Words(Language language) {
        this.language = language;
    }

    /**
     * @param spelling as it was written
     * @param whole folded, as a token of its own
     * @param part folded, as a part of a token
     * @param stem of the part
     */
    record Word(String spelling, String whole, String part, String stem) {}

    static Words of(Language language) {
        return ALL.computeIfAbsent(language, Words::new);
    }

    /** The word that is written from {@code start} to {@code end}. */
    Word at(String text, int start, int end) {
        int length = end - start;
        if (length > LONGEST) return read(text.substring(start, end));
        int hash = length;
        for (int i = start; i < end; i++) hash = 31 * hash + text.charAt(i);
        int slot = (hash ^ hash >>> 15) & SLOTS - 1;
        Word known = met.getAcquire(slot);
        if (known != null && known.spelling.length() == length && text.startsWith(known.spelling, start)) return known;
        Word word = read(text.substring(start, end));
        met.setRelease(slot, word);
        return word;
    }

    /** Lets go of everything, in all languages: some of it may be what was erased. */
    static void forget() {
        for (Words words : ALL.values()) {
            for (int slot = 0; slot < SLOTS; slot++) words.met.setRelease(slot, null);
        }
    }

    private Word read(String spelling) {
        String bare = spelling.replace(",", "");
        String whole = Folding.fold(bare);
        String lowerCase = Folding.lowerCase(bare);
        String part = Folding.fold(lowerCase);
        String stem = new Stemming(language).stem(lowerCase);
        return new Word(spelling, whole, one(part, whole), one(stem, whole));
    }

    /** Not kept twice. */
    private static String one(String text, String same) {
        return text.equals(same) ? same : text;
    }
}
