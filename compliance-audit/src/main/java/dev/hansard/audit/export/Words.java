// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds words and phrases in text, whole words only, in any case. */
final class Words {
    private static final Pattern PART = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private final List<Pattern> all = new ArrayList<>();

    Words(@Nullable String query) {
        if (query == null) return;
        var parts = PART.matcher(query);
        while (parts.find()) {
            String part = parts.group(1) != null ? parts.group(1) : parts.group(2);
            if (!part.isBlank()) all.add(pattern(part.strip()));
        }
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    boolean areIn(String text) {
        for (Pattern each : all) if (!each.matcher(text).find()) return false;
        return true;
    }

    private static Pattern pattern(String part) {
        var regex = new StringBuilder("(?<![\\p{L}\\p{N}])");
        String[] words = part.toLowerCase(Locale.ROOT).split("\\s+");
        for (int i = 0; i < words.length; i++) {
            if (i > 0) regex.append("\\s+");
            regex.append(Pattern.quote(words[i]));
        }
        regex.append("(?![\\p{L}\\p{N}])");
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
