// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

/** Stored content that its key does not open, or whose key is missing without having been destroyed. */
public final class DamagedContent extends RuntimeException {
    private static final long serialVersionUID = 1;

    DamagedContent(String what) {
        super(what, null, false, false);
    }
}
