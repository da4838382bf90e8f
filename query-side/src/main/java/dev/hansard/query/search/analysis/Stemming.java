// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.analysis;

import dev.hansard.query.search.Language;
import org.jspecify.annotations.Nullable;
import org.tartarus.snowball.SnowballProgram;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FinnishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.GermanStemmer;
import org.tartarus.snowball.ext.HungarianStemmer;
import org.tartarus.snowball.ext.ItalianStemmer;
import org.tartarus.snowball.ext.NorwegianStemmer;
import org.tartarus.snowball.ext.PortugueseStemmer;
import org.tartarus.snowball.ext.RomanianStemmer;
import org.tartarus.snowball.ext.RussianStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;
import org.tartarus.snowball.ext.SwedishStemmer;
import org.tartarus.snowball.ext.TurkishStemmer;

/** Stems words of one language; for one thread. */
final class Stemming {
    private static final int LONGEST = 40;

    private final @Nullable SnowballStemmer stemmer;

    Stemming(Language language) {
        this.stemmer = stemmer(language);
    }

    /** The folded stem of a word given in lower case with its accents; of what is no word, the folded text itself. */
    String stem(String word) {
        if (stemmer == null || word.length() > LONGEST || !isSpelt(word)) {
            return Folding.fold(word);
        }
        SnowballProgram program = stemmer;
        program.setCurrent(word.endsWith("'s") ? word.substring(0, word.length() - 2) : word);
        stemmer.stem();
        return Folding.fold(program.getCurrent());
    }

    private static boolean isSpelt(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c != '\'' && !Character.isLetter(c)) return false;
        }
        return true;
    }

    private static @Nullable SnowballStemmer stemmer(Language language) {
        return switch (language) {
            case NONE -> null;
            case DA -> new DanishStemmer();
            case DE -> new GermanStemmer();
            case EN -> new EnglishStemmer();
            case ES -> new SpanishStemmer();
            case FI -> new FinnishStemmer();
            case FR -> new FrenchStemmer();
            case HU -> new HungarianStemmer();
            case IT -> new ItalianStemmer();
            case NB -> new NorwegianStemmer();
            case NL -> new DutchStemmer();
            case PT -> new PortugueseStemmer();
            case RO -> new RomanianStemmer();
            case RU -> new RussianStemmer();
            case SV -> new SwedishStemmer();
            case TR -> new TurkishStemmer();
        };
    }
}
