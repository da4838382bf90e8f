// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import java.util.regex.Pattern;

/** Makes names safe for file systems and archives on every platform. */
final class Names {
    private static final Pattern UNSAFE = Pattern.compile("[%\\p{Cntrl}\\\\/:*?\"<>|]");
    private static final int MAX = 100;

    private Names() {}

    /** One path element: never empty, never a dot path. */
    static String file(String name) {
        String safe = UNSAFE.matcher(name).replaceAll("-").strip();
        if (safe.length() > MAX) safe = safe.substring(0, MAX).strip();
        return safe.isEmpty() || safe.chars().allMatch(c -> c == '.') ? "_" : safe;
    }
}
