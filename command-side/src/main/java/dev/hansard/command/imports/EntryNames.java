// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The names that archives give their files. */
final class EntryNames {
    private static final int MAX_CHARS = 300;
    private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:.*");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}\\.json");

    private EntryNames() {}

    /**
     * The name as its writer meant it. Slack writes UTF-8 without saying so, so the archive is opened as Latin-1, which
     * loses nothing, and what turns out to be UTF-8 is read as that.
     */
    static String decode(String latin1) {
        if (latin1.chars().allMatch(c -> c < 0x80) || latin1.chars().anyMatch(c -> c > 0xFF)) return latin1;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(latin1.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return latin1;
        }
    }

    /** Whether the name stays inside the archive on every system. Nothing is unpacked, but a trick is a warning. */
    static boolean isSafe(String name) {
        if (name.isEmpty()
                || name.length() > MAX_CHARS
                || name.startsWith("/")
                || DRIVE.matcher(name).matches()) {
            return false;
        }
        if (name.chars().anyMatch(c -> c == '\\' || Character.isISOControl(c))) return false;
        String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        for (String part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) return false;
        }
        return true;
    }

    static boolean isDay(String file) {
        return DAY.matcher(file).matches();
    }
}
