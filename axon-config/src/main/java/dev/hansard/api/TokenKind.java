// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

/** The kinds of token, by their prefix. */
public enum TokenKind {
    BOT("xoxb"),
    USER("xoxp"),
    APP("xapp");

    private final String prefix;

    TokenKind(String prefix) {
        this.prefix = prefix;
    }

    public String prefix() {
        return prefix;
    }
}
