// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.folder;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The server that holds a data folder.
 *
 * @param url base address of its main port; null while it starts
 */
public record RunningServer(long pid, @Nullable String url) {
    /** Null when no live process says that it holds the folder. */
    public static @Nullable RunningServer in(Path dataFolder) {
        try {
            var told = new Properties();
            told.load(new StringReader(Files.readString(dataFolder.resolve("lock"))));
            long pid = Long.parseLong(told.getProperty("pid", ""));
            boolean alive = ProcessHandle.of(pid).isPresent();
            return alive ? new RunningServer(pid, told.getProperty("url")) : null;
        } catch (IOException | NumberFormatException e) {
            return null;
        }
    }
}
