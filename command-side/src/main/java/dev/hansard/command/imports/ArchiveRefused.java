// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

/** The archive as a whole is unusable; nothing of it was imported. */
final class ArchiveRefused extends Exception {
    private static final long serialVersionUID = 1;

    private final SkipReason reason;

    ArchiveRefused(SkipReason reason) {
        super(reason.code(), null, false, false);
        this.reason = reason;
    }

    SkipReason reason() {
        return reason;
    }
}
