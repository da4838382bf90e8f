// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

/** The command could not be done; the message is for the person who gave it. */
final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    CommandFailed(String message) {
        super(message);
    }
}
