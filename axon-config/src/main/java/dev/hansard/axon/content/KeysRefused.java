// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

/** The keys do not fit the record: a master key that is missing or another one's. The message says what to do. */
public final class KeysRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    public KeysRefused(String message) {
        super(message);
    }
}
