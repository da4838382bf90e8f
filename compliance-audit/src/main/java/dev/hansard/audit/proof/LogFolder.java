// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import dev.hansard.audit.proof.tlog.Tile;
import dev.hansard.audit.proof.tlog.TileSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of one log. A file is there as a whole or not at all: it is written beside its place, forced to disk and moved.
 * Names are forced to disk by {@link #settle}.
 */
final class LogFolder implements TileSource {
    static final String CHECKPOINT = "checkpoint";
    static final String KEYS = "verifier-keys";

    private final Path root;
    private final Set<Path> unsettled = new LinkedHashSet<>();

    LogFolder(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    @Override
    public byte @Nullable [] read(String path) throws IOException {
        return TileSource.folder(root).read(path);
    }

    @Nullable
    String text(String path) throws IOException {
        byte[] bytes = read(path);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    void write(Tile tile, byte[] bytes) throws IOException {
        write(tile.path(), bytes);
    }

    void write(String path, String text) throws IOException {
        write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String path, byte[] bytes) throws IOException {
        Path file = root.resolve(path);
        Path folder = java.util.Objects.requireNonNull(file.getParent());
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            for (Path each = folder; each.startsWith(root); each = java.util.Objects.requireNonNull(each.getParent())) {
                unsettled.add(each);
            }
        }
        Path draft = folder.resolve("." + file.getFileName() + ".new");
        try (var channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) channel.write(buffer);
            channel.force(false);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        unsettled.add(folder);
    }

    /** Returns when the names of all files written so far are on disk. */
    void settle() throws IOException {
        for (Path folder : unsettled) {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
        unsettled.clear();
    }

    /** Removes the incomplete stages of a tile that is full now. */
    void dropPartials(Tile full) throws IOException {
        Path folder = root.resolve(full.partials());
        if (!Files.isDirectory(folder)) return;
        try (Stream<Path> stages = Files.list(folder)) {
            for (Path stage : stages.toList()) Files.delete(stage);
        }
        Files.delete(folder);
    }
}
