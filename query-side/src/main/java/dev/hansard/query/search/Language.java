// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search;

import java.util.Locale;

/** What words are stemmed as. */
public enum Language {
    /** No stemming: words are found as written only. */
    NONE,
    DA,
    DE,
    EN,
    ES,
    FI,
    FR,
    HU,
    IT,
    NB,
    NL,
    PT,
    RO,
    RU,
    SV,
    TR;

    /** Reads an ISO 639 code or {@code none}; throws {@link IllegalArgumentException} for others. */
    public static Language of(String code) {
        try {
            return valueOf(code.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("no such search language: " + code, e);
        }
    }
}
