// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import dev.hansard.audit.proof.tlog.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A folder that gets every checkpoint as a file named by its size, and the last one as {@code checkpoint}. */
record PublishDirectory(Path directory) implements CheckpointPlace {
    @Override
    public String name() {
        return "directory";
    }

    @Override
    public void publish(Checkpoint checkpoint, String note) throws IOException {
        Path folder = Files.createDirectories(folder(directory, checkpoint.origin()));
        Path kept = folder.resolve(String.format("%018d.checkpoint", checkpoint.size()));
        if (!Files.exists(kept)) write(kept, note);
        write(folder.resolve(LogFolder.CHECKPOINT), note);
    }

    private static void write(Path file, String note) throws IOException {
        Path draft = file.resolveSibling("." + file.getFileName() + ".new");
        Files.writeString(
                draft,
                note,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.DSYNC);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The last checkpoint of a log; null when there is none that can be read. */
    static @Nullable String last(Path directory, String origin) {
        try {
            return Files.readString(folder(directory, origin).resolve(LogFolder.CHECKPOINT));
        } catch (IOException e) {
            return null;
        }
    }

    private static Path folder(Path directory, String origin) {
        return directory.resolve(origin.replaceAll("[^A-Za-z0-9-]", "_"));
    }
}
