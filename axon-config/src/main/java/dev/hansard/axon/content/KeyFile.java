// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The master key in a file: a line for each version, its number and 256 random bits in base64. Readable for its owner only;
 * replaced as a whole, so that a crash leaves the old one or the new one.
 */
public final class KeyFile implements KeyService {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final int PREFIX_BYTES = 4;

    private final Path file;
    private volatile TreeMap<Integer, byte[]> versions = new TreeMap<>();

    public KeyFile(Path file) {
        this.file = file;
    }

    @Override
    public synchronized void start(boolean inUse) {
        if (Files.exists(file)) {
            versions = read();
            warnOfReaders();
        } else if (inUse) {
            throw new KeysRefused("the master key " + file
                    + " is missing. What people wrote cannot be read without it, and nothing was changed:"
                    + " put the file back from where you keep its copy");
        } else {
            versions = new TreeMap<>(Map.of(1, Aes.random(Aes.KEY_BYTES)));
            write();
            LOG.info("Made the master key {}; keep a copy of it apart from the backups of the record", file);
        }
    }

    @Override
    public synchronized byte[] wrap(byte[] key, String context) {
        versions = read();
        Map.Entry<Integer, byte[]> newest = versions.lastEntry();
        return Aes.seal(newest.getValue(), Aes.random(Aes.NONCE_BYTES), aad(context), prefix(newest.getKey()), key);
    }

    /** Another process may have made a new version since: then the file is read once more. */
    @Override
    public byte[] unwrap(byte[] wrapped, String context) {
        if (wrapped.length > PREFIX_BYTES) {
            int version = java.nio.ByteBuffer.wrap(wrapped).getInt();
            if (!versions.containsKey(version)) {
                synchronized (this) {
                    versions = read();
                }
            }
            byte[] master = versions.get(version);
            byte[] key = master == null ? null : Aes.open(master, aad(context), wrapped, PREFIX_BYTES);
            if (key != null) return key;
        }
        throw new KeysRefused("the master key " + file
                + " is not the one that this record's keys were wrapped with. Nothing was changed:"
                + " put the right file back from where you keep its copy");
    }

    @Override
    public synchronized void rotate() {
        var more = new TreeMap<>(read());
        more.put(more.lastKey() + 1, Aes.random(Aes.KEY_BYTES));
        versions = more;
        write();
    }

    @Override
    public synchronized void destroyOlder() {
        var newest = read().lastEntry();
        versions = new TreeMap<>(Map.of(newest.getKey(), newest.getValue()));
        write();
    }

    @Override
    public String describe() {
        return "the file " + file;
    }

    @Override
    public void close() {}

    private TreeMap<Integer, byte[]> read() {
        try {
            var read = new TreeMap<Integer, byte[]>();
            for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
                if (line.isBlank()) continue;
                String[] parts = line.strip().split(" ");
                byte[] key = Base64.getDecoder().decode(parts[parts.length - 1]);
                if (parts.length != 2 || key.length != Aes.KEY_BYTES) throw new IllegalArgumentException("damaged");
                read.put(Integer.parseInt(parts[0]), key);
            }
            if (read.isEmpty()) throw new IllegalArgumentException("empty");
            return read;
        } catch (IOException e) {
            throw new KeysRefused("the master key " + file + " cannot be read: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new KeysRefused("the master key " + file + " is damaged. Put its copy back");
        }
    }

    private void write() {
        var text = new StringBuilder();
        versions.forEach((version, key) -> text.append(version)
                .append(' ')
                .append(Base64.getEncoder().encodeToString(key))
                .append('\n'));
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) Files.createDirectories(folder);
            Path draft = file.resolveSibling("." + file.getFileName());
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.writeString(draft, text, StandardOpenOption.WRITE, StandardOpenOption.DSYNC);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void warnOfReaders() {
        try {
            if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
                LOG.warn("The master key {} can be read by others than its owner", file);
            }
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("The permissions of {} cannot be told", file, e);
        }
    }

    private static byte[] prefix(int version) {
        return java.nio.ByteBuffer.allocate(PREFIX_BYTES).putInt(version).array();
    }

    private static byte[] aad(String context) {
        return context.getBytes(StandardCharsets.UTF_8);
    }
}
