// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

/** No server runs, or it cannot be reached; the message says where it was looked for. */
final class NoServer extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoServer(String message) {
        super(message);
    }
}
