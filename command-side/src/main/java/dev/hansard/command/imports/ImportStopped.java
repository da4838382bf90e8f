// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

/** The import ends before the archive does; what is in stays, and the same import again goes on from there. */
final class ImportStopped extends Exception {
    static final String INTERRUPTED = "interrupted";
    static final String UNAVAILABLE = "service_unavailable";

    private static final long serialVersionUID = 1;

    ImportStopped(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
