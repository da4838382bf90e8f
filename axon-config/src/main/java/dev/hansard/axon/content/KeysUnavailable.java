// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

/** Keys cannot be had now: their database or the key service does not answer. The request may be tried again later. */
public final class KeysUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public KeysUnavailable(String what, Throwable cause) {
        super(what, cause);
    }
}
