// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import dev.hansard.audit.proof.tlog.Malformed;
import dev.hansard.audit.proof.tlog.NoteKeys;
import dev.hansard.audit.proof.tlog.NoteSigner;
import dev.hansard.audit.proof.tlog.NoteVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The private keys, each in a file of its own, made at the first start. A key whose file was renamed, with something added to
 * its name, is retired: it signs no more, but its checkpoints are still believed.
 */
final class ProofKeys {
    private static final String MANIFESTS = "/manifests";
    private static final int RANDOM_BYTES = 8;

    private final Path folder;
    private final String prefix;
    private final NoteSigner manifests;

    /** @param origin what names begin with; null for what they began with so far, or a new one */
    ProofKeys(Path folder, @Nullable String origin) {
        this.folder = folder;
        Path file = folder.resolve("proofs-manifests.key");
        if (Files.exists(file)) {
            NoteSigner known = read(file);
            String before = known.name().substring(0, known.name().length() - MANIFESTS.length());
            this.prefix = origin == null ? before : origin;
        } else {
            this.prefix = origin == null ? invented() : origin;
        }
        this.manifests = key(file, prefix + MANIFESTS);
    }

    private static String invented() {
        var random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return "hansard.internal/" + HexFormat.of().formatHex(random);
    }

    NoteSigner manifests() {
        return manifests;
    }

    String origin(int shard) {
        return prefix + "/shard-" + shard;
    }

    NoteSigner log(int shard) {
        return key(folder.resolve(logFile(shard)), origin(shard));
    }

    /** Those that a shard's log is or was signed with, the present one first. */
    NoteKeys believed(int shard) {
        var keys = new ArrayList<NoteVerifier>();
        keys.add(log(shard).verifier());
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> retired = files.filter(
                            file -> file.getFileName().toString().startsWith(logFile(shard) + "."))
                    .sorted()
                    .toList();
            for (Path file : retired) keys.add(read(file).verifier());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new NoteKeys(keys);
    }

    private static String logFile(int shard) {
        return "proofs-shard-" + shard + ".key";
    }

    /** Reads the key; makes one when there is none or it has another name. */
    private NoteSigner key(Path file, String name) {
        if (Files.exists(file)) {
            NoteSigner known = read(file);
            if (known.name().equals(name)) return known;
            throw new IllegalStateException("the key " + file + " is for " + known.name() + ", not for " + name
                    + ": move it away to begin a new log, or set hansard.proofs.origin as it was");
        }
        NoteSigner signer = NoteSigner.generate(name);
        write(file, signer.secret());
        return signer;
    }

    private static NoteSigner read(Path file) {
        try {
            return NoteSigner.parse(Files.readString(file));
        } catch (Malformed e) {
            throw new IllegalStateException("the key " + file + " cannot be used: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Path parent = Objects.requireNonNull(file.getParent());
            Files.createDirectories(parent);
            Path draft = parent.resolve(".new-" + file.getFileName());
            Files.deleteIfExists(draft);
            boolean posix = Files.getFileStore(parent).supportsFileAttributeView("posix");
            FileAttribute<?>[] ownerOnly = posix
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                    }
                    : new FileAttribute<?>[0];
            Files.createFile(draft, ownerOnly);
            Files.writeString(draft, text, StandardOpenOption.WRITE, StandardOpenOption.DSYNC);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            try (var channel = FileChannel.open(parent, StandardOpenOption.READ)) {
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
