// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

/** The kinds of conversation. */
public enum ChannelKind {
    PUBLIC,
    PRIVATE,
    /** Direct message of one or two people. */
    IM,
    /** Group direct message of three to nine people. */
    MPIM;

    public boolean isDirect() {
        return this == IM || this == MPIM;
    }
}
