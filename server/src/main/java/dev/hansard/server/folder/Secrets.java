// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** The files with secrets of a data folder: one secret each, readable for the owner only. */
public final class Secrets {
    public static final String OPERATOR_TOKEN = "operator-token";
    public static final String DATABASE_PASSWORD = "database-password";
    public static final String DEMO_TOKENS = "demo-tokens";

    private static final int RANDOM_BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path folder;

    public Secrets(DataFolder folder) {
        this.folder = folder.secrets();
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    public boolean has(String name) {
        return Files.exists(file(name));
    }

    /** Makes a random one at first use; 256 bits in URL-safe characters. */
    public String random(String name) {
        if (!has(name)) {
            var bytes = new byte[RANDOM_BYTES];
            new SecureRandom().nextBytes(bytes);
            write(name, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        return read(name);
    }

    public String read(String name) {
        try {
            return Files.readString(file(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces the file as a whole: a crash leaves the old one or the new one. */
    public void write(String name, String text) {
        try {
            Path draft = folder.resolve("." + name);
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.writeString(draft, text + "\n", StandardOpenOption.WRITE, StandardOpenOption.DSYNC);
            Files.move(draft, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
