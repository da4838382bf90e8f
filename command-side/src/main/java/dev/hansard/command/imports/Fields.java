// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import dev.hansard.api.ChannelId;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads fields that may be absent, null, or of a kind nobody expects. */
final class Fields {
    private static final char REPLACEMENT = '\uFFFD';
    private static final Pattern LOCAL_ID = Pattern.compile("[A-Z][0-9A-Z]{1,23}");

    private Fields() {}

    /** The string, without halves of surrogate pairs (no encoding can carry them); null if it is none. */
    static @Nullable String text(JsonNode from, String name) {
        JsonNode value = from.path(name);
        return value.isString() ? wellFormed(value.stringValue()) : null;
    }

    /** Like {@link #text}, at most {@code max} characters; empty if there is none. */
    static String text(JsonNode from, String name, int max) {
        String text = text(from, name);
        if (text == null) return "";
        return text.length() <= max ? text : wellFormed(text.substring(0, max));
    }

    static boolean flag(JsonNode from, String name) {
        JsonNode value = from.path(name);
        return value.isBoolean() && value.booleanValue();
    }

    /** A whole number, also as text; 0 if it is none. */
    static long number(JsonNode from, String name) {
        JsonNode value = from.path(name);
        return value.isNumber() || value.isString() ? value.asLong(0) : 0;
    }

    static @Nullable UserId user(@Nullable String id) {
        return id(id, UserId::new);
    }

    static @Nullable ChannelId channel(@Nullable String id) {
        return id(id, ChannelId::new);
    }

    static @Nullable WorkspaceId workspace(@Nullable String id) {
        return id(id, WorkspaceId::new);
    }

    /** An id of the kind that {@code letter} stands for, or null. */
    static @Nullable String local(char letter, @Nullable String id) {
        return id != null
                        && !id.isEmpty()
                        && id.charAt(0) == letter
                        && LOCAL_ID.matcher(id).matches()
                ? id
                : null;
    }

    static @Nullable Ts ts(JsonNode from, String name) {
        Ts ts = Ts.parse(text(from, name));
        return ts == null || ts.equals(Ts.ZERO) ? null : ts;
    }

    /** The value as JSON text if it is an array or object with something in it, else null. */
    static @Nullable String json(@Nullable JsonNode value) {
        if (value == null || !value.isContainer() || value.isEmpty()) return null;
        return wellFormed(JsonFiles.JSON.writeValueAsString(value));
    }

    static String wellFormed(String text) {
        int bad = firstLoneSurrogate(text, 0);
        if (bad < 0) return text;
        var clean = new StringBuilder(text);
        for (; bad >= 0; bad = firstLoneSurrogate(clean, bad)) clean.setCharAt(bad, REPLACEMENT);
        return clean.toString();
    }

    private static int firstLoneSurrogate(CharSequence text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) continue;
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (!pair) return i;
            i++;
        }
        return -1;
    }

    private static <T> @Nullable T id(@Nullable String id, Function<String, T> type) {
        if (id == null) return null;
        try {
            return type.apply(id);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
