// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The embedded database does not start; the message carries the end of its log. */
public final class DatabaseFailed extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int LINES = 12;

    DatabaseFailed(String message, Path log) {
        super(message + ". The end of " + log + ":\n" + tail(log));
    }

    DatabaseFailed(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }

    private static String tail(Path log) {
        try {
            List<String> lines =
                    Files.readString(log, StandardCharsets.ISO_8859_1).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
