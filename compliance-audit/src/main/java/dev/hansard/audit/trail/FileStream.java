// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** A file of JSON lines. A full one is put aside as {@code NAME.20261122T013000.000Z} and the oldest are deleted. */
final class FileStream implements StreamTarget {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final StreamSettings.FileTarget settings;

    private boolean whole;

    FileStream(StreamSettings.FileTarget settings) throws IOException {
        this.settings = settings;
        Path folder = settings.path().toAbsolutePath().getParent();
        if (folder != null) Files.createDirectories(folder);
    }

    @Override
    public synchronized void send(List<ObjectNode> entries) throws IOException {
        // Not earlier: until it is this process' turn, another may be in the middle of a line.
        if (!whole) cutTornLine();
        whole = false;
        if (Files.exists(settings.path())
                && Files.size(settings.path()) >= settings.maxSize().toBytes()) {
            putAside();
        }
        var lines = new StringBuilder();
        for (ObjectNode entry : entries) lines.append(entry).append('\n');
        ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
        try (FileChannel file =
                FileChannel.open(settings.path(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (bytes.hasRemaining()) file.write(bytes);
            file.force(true);
        }
        whole = true;
    }

    private void putAside() throws IOException {
        String name = settings.path().getFileName() + "." + STAMP.format(Instant.now());
        Files.move(settings.path(), settings.path().resolveSibling(name));
        List<Path> old = aside();
        for (int i = 0; i < old.size() - settings.keep(); i++) Files.deleteIfExists(old.get(i));
    }

    private List<Path> aside() throws IOException {
        Path folder = settings.path().toAbsolutePath().getParent();
        if (folder == null) return List.of();
        String prefix = settings.path().getFileName() + ".";
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    /** A process that was killed while it wrote leaves half a line, whose entry will be sent again. */
    private void cutTornLine() throws IOException {
        if (!Files.exists(settings.path())) return;
        try (var file = new RandomAccessFile(settings.path().toFile(), "rw")) {
            long end = file.length();
            while (end > 0) {
                file.seek(end - 1);
                if (file.read() == '\n') break;
                end--;
            }
            file.setLength(end);
        }
    }
}
