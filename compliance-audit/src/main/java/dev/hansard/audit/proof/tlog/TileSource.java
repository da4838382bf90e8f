// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.tlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the files of a log are read: a folder, or a server. */
@FunctionalInterface
public interface TileSource {
    /** The file at a path such as {@code checkpoint} or {@code tile/0/000}; null when there is none. */
    byte @Nullable [] read(String path) throws IOException;

    static TileSource folder(Path folder) {
        return path -> {
            try {
                return Files.readAllBytes(folder.resolve(path));
            } catch (NoSuchFileException e) {
                return null;
            }
        };
    }
}
