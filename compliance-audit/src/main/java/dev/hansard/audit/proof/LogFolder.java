// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import dev.hansard.audit.proof.tlog.Tile;
import dev.hansard.audit.proof.tlog.TileSource;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of one log. A file is there as a whole or not at all: it is written beside its place, and {@link #settle} forces all
 * that was written to disk and moves it there.
 */
final class LogFolder implements TileSource {
    static final String CHECKPOINT = "checkpoint";
    static final String KEYS = "verifier-keys";

    private static final int FORCERS = 8;
    /** So many files are moved to their places also when there is more to come. */
    private static final int MANY = 512;

    private final Path root;
    private final Map<Path, Path> drafts = new LinkedHashMap<>();
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
        }
        drafts.put(file, draft);
        unsettled.add(folder);
        if (drafts.size() >= MANY) settle();
    }

    /** Returns when all files written so far are on disk and in their places. */
    void settle() throws IOException {
        force(drafts.values());
        for (Map.Entry<Path, Path> each : drafts.entrySet()) {
            Files.move(
                    each.getValue(),
                    each.getKey(),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        drafts.clear();
        for (Path folder : unsettled) {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
        unsettled.clear();
    }

    /** Many at once: file systems with a journal then write it once for several, and the database's commits wait less. */
    private static void force(Collection<Path> files) throws IOException {
        if (files.size() <= FORCERS) {
            for (Path file : files) force(file);
            return;
        }
        try (ExecutorService forcers = Executors.newFixedThreadPool(FORCERS)) {
            List<Future<?>> forced = files.stream()
                    .<Future<?>>map(file -> forcers.submit(() -> {
                        force(file);
                        return null;
                    }))
                    .toList();
            for (Future<?> each : forced) each.get();
        } catch (ExecutionException e) {
            throw new IOException("forcing files to disk", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("forcing files to disk");
        }
    }

    private static void force(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(false);
        }
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
