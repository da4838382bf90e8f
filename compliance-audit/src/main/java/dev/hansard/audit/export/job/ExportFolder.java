// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Where exports are made and kept: {@code <id>.zip}, and {@code staging/<id>} while one is made. */
final class ExportFolder {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");

    private final Path root;
    private final Path staging;
    private final String node;

    ExportFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.staging = this.root.resolve("staging");
        try {
            create(this.root);
            create(staging);
            this.node = node(this.root.resolve("node"));
        } catch (IOException e) {
            throw new UncheckedIOException("the export folder " + root + " cannot be used", e);
        }
    }

    /** Names this folder among those of all servers on the same database. */
    String node() {
        return node;
    }

    Path root() {
        return root;
    }

    Path file(String id) {
        return root.resolve(id + ".zip");
    }

    /** The folder to make the export in, with what an interrupted one left there. */
    Path stage(String id) throws IOException {
        return create(staging.resolve(id));
    }

    void unstage(String id) throws IOException {
        deleteAll(staging.resolve(id));
    }

    /** Empties the staging area of everything but these exports; before any is made. */
    void clear(Set<String> but) throws IOException {
        try (Stream<Path> all = Files.list(staging)) {
            for (Path each : all.toList()) if (!but.contains(each.getFileName().toString())) deleteAll(each);
        }
    }

    /** Makes the staged file the export at once and for good; there is never a half one under its name. */
    void publish(Path staged, String id) throws IOException {
        owned(staged);
        try (var channel = FileChannel.open(staged, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(staged, file(id), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (var channel = FileChannel.open(root, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Takes an export over from another folder, if that has it. */
    void take(ExportFolder other, String id) throws IOException {
        Path there = other.file(id);
        if (!Files.exists(there)) return;
        Path draft = Files.copy(there, create(staging).resolve(id + ".zip"), StandardCopyOption.REPLACE_EXISTING);
        publish(draft, id);
        Files.delete(there);
    }

    void delete(String id) throws IOException {
        Files.deleteIfExists(file(id));
    }

    private static String node(Path file) throws IOException {
        if (Files.exists(file)) return Files.readString(file).strip();
        String fresh = UUID.randomUUID().toString();
        Files.writeString(file, fresh);
        owned(file);
        return fresh;
    }

    private static Path create(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, OWNER);
        }
        return folder;
    }

    private static void owned(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, OWNER_FILE);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(each);
        }
    }
}
