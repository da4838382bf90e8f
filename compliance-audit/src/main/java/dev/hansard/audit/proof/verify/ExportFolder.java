// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.verify;

import dev.hansard.audit.proof.ExportSeal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of an export, in a folder or a ZIP file. */
final class ExportFolder implements AutoCloseable {
    private final @Nullable FileSystem zip;
    private final Path root;

    private ExportFolder(@Nullable FileSystem zip, Path root) {
        this.zip = zip;
        this.root = root;
    }

    /** Null when it is no export: nowhere is a manifest. */
    static @Nullable ExportFolder open(Path export) throws IOException {
        if (Files.isDirectory(export)) {
            Path root = root(export);
            return root == null ? null : new ExportFolder(null, root);
        }
        FileSystem zip = FileSystems.newFileSystem(export);
        Path root = root(zip.getPath("/"));
        if (root != null) return new ExportFolder(zip, root);
        zip.close();
        return null;
    }

    /** Where the manifest is: at the top or in the only folder there. */
    private static @Nullable Path root(Path top) throws IOException {
        if (Files.exists(top.resolve(ExportSeal.MANIFEST))) return top;
        try (Stream<Path> entries = Files.list(top)) {
            return entries.filter(each -> Files.exists(each.resolve(ExportSeal.MANIFEST)))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** All files, by their paths with slashes. */
    SortedSet<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            var names = new TreeSet<String>();
            all.filter(Files::isRegularFile)
                    .forEach(file -> names.add(root.relativize(file).toString().replace('\\', '/')));
            return names;
        }
    }

    /** Null when there is no such file, or the path leads out of the export. */
    @Nullable
    InputStream read(String path) throws IOException {
        Path file = root.resolve(path).normalize();
        if (!file.startsWith(root) || !Files.isRegularFile(file)) return null;
        return Files.newInputStream(file);
    }

    @Override
    public void close() throws IOException {
        if (zip != null) zip.close();
    }
}
