// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.shards;

/** A move that cannot be: the message says why, for the operator to read. */
public final class MoveRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;

    /** @param code for programs, such as {@code unknown_shard} */
    public MoveRefused(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
