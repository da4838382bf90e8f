// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Data folders of tests. Not under the temporary folder, where a server refuses to keep its data. */
public final class TestFolders {
    private static final Path HOME = Path.of(System.getProperty("hansard.root", ".."), "server/target/test-data")
            .toAbsolutePath()
            .normalize();

    private TestFolders() {}

    /** A new, empty folder; it stays until the build folder is cleaned. */
    public static Path create(String name) {
        try {
            Files.createDirectories(HOME);
            return Files.createTempDirectory(HOME, name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** MariaDB's programs, unpacked once for all tests. */
    public static Path databasePrograms() {
        return HOME.resolveSibling("mariadb-programs");
    }
}
