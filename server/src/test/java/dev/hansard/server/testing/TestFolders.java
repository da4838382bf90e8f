// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** Data folders of tests. Not under the temporary folder, where a server refuses to keep its data. */
public final class TestFolders {
    private static final Path HOME = Path.of(System.getProperty("hansard.root", ".."), "server/target/test-data")
            .toAbsolutePath()
            .normalize();

    private TestFolders() {}

    /** A new, empty folder. It stays for a look at what a test left, and goes when tests run three hours later. */
    public static Path create(String name) {
        try {
            Files.createDirectories(HOME);
            deleteOld();
            return Files.createTempDirectory(HOME, name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteOld() throws IOException {
        var old = Instant.now().minus(Duration.ofHours(3));
        try (Stream<Path> folders = Files.list(HOME)) {
            for (Path folder : folders.toList()) {
                if (Files.getLastModifiedTime(folder).toInstant().isBefore(old)) {
                    FileSystemUtils.deleteRecursively(folder);
                }
            }
        }
    }

    /** MariaDB's programs, unpacked once for all tests. */
    public static Path databasePrograms() {
        return HOME.resolveSibling("mariadb-programs");
    }
}
