// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where a server keeps everything that must survive it. Made readable for its owner only. */
public record DataFolder(Path root) {
    static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /**
     * Creates what is missing.
     *
     * @throws FolderRefused when the folder is under a temporary folder, or cannot be written
     */
    public static DataFolder open(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        refuseTemporary(absolute);
        try {
            var folder = new DataFolder(create(absolute).toRealPath());
            Stream.of(folder.database(), folder.secrets(), folder.logs(), folder.imports(), folder.search())
                    .forEach(DataFolder::create);
            return folder;
        } catch (IOException | UncheckedIOException e) {
            throw new FolderRefused("The data folder " + absolute + " cannot be used: " + e.getMessage());
        }
    }

    public Path database() {
        return root.resolve("mariadb");
    }

    public Path secrets() {
        return root.resolve("secrets");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** The embedded search index, which can be deleted: it is made anew from the record. */
    public Path search() {
        return root.resolve("search");
    }

    public Path imports() {
        return root.resolve("import");
    }

    Path lock() {
        return root.resolve("lock");
    }

    /** Such folders are emptied behind the back of a running server, at a restart of the machine at the latest. */
    private static void refuseTemporary(Path absolute) {
        for (String temporary : List.of(System.getProperty("java.io.tmpdir", "/tmp"), "/tmp")) {
            if (real(absolute).startsWith(real(Path.of(temporary)))) {
                throw new FolderRefused("The data folder " + absolute + " is under the temporary folder " + temporary
                        + ", which is emptied now and then. Choose another one with --data.");
            }
        }
    }

    /** With links resolved as far as the path exists. */
    private static Path real(Path path) {
        Path parent = path.getParent();
        if (parent == null) return path;
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return real(parent).resolve(path.getFileName());
        }
    }

    private static Path create(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(folder, OWNER_ONLY);
                }
            }
            if (!Files.isWritable(folder)) throw new IOException(folder + " is not writable");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
    }
}
