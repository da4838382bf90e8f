// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.folder;

/** The data folder cannot be used; the message is for the person who chose it. */
public final class FolderRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    FolderRefused(String message) {
        super(message);
    }
}
