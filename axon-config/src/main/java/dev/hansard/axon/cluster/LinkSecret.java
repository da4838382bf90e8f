// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import dev.hansard.axon.content.KeyService;
import dev.hansard.axon.content.KeysRefused;
import dev.hansard.axon.store.Shards;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What nodes know each other by. It lies on the first shard, wrapped by that one's master key, so that only who holds both is let in, and
 * nobody has to hand it out. When the master key has been replaced, the first node to look makes a new one.
 */
final class LinkSecret {
    private static final String CONTEXT = "cluster";
    private static final int BYTES = 32;

    private final DataSource database;
    private final @Nullable KeyService master;
    private volatile String secret;
    private byte @Nullable [] wrapped;

    /** @param master of the first shard; null where content is not encrypted */
    LinkSecret(Shards shards, @Nullable KeyService master) throws SQLException {
        this.database = shards.shard(0).reader();
        this.master = master;
        this.secret = load();
    }

    String get() {
        return secret;
    }

    boolean matches(@Nullable String shown) {
        return shown != null && MessageDigest.isEqual(bytes(shown), bytes(secret));
    }

    /** Looks whether it has changed. */
    synchronized void refresh() throws SQLException {
        try (Connection connection = database.getConnection()) {
            byte[] stored = read(connection, "");
            connection.commit();
            if (stored != null && Arrays.equals(stored, wrapped)) return;
        }
        secret = load();
    }

    private synchronized String load() throws SQLException {
        try (Connection connection = database.getConnection()) {
            byte[] stored = read(connection, " FOR UPDATE");
            String known = stored == null ? null : open(stored);
            if (known == null) {
                write(connection, stored);
                stored = read(connection, " FOR UPDATE");
                known = stored == null ? null : open(stored);
            }
            connection.commit();
            if (known == null) throw new SQLException("the nodes' secret cannot be kept");
            wrapped = stored;
            return known;
        }
    }

    private @Nullable String open(byte[] wrapped) {
        try {
            return HexFormat.of().formatHex(master == null ? wrapped : master.unwrap(wrapped, CONTEXT));
        } catch (KeysRefused e) {
            return null;
        }
    }

    private static byte @Nullable [] read(Connection connection, String lock) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT wrapped FROM cluster_secret WHERE id = 1" + lock);
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getBytes(1) : null;
        }
    }

    private void write(Connection connection, byte @Nullable [] before) throws SQLException {
        var fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        String sql = before == null
                ? "INSERT IGNORE INTO cluster_secret (wrapped, id) VALUES (?, 1)"
                : "UPDATE cluster_secret SET wrapped = ? WHERE id = 1";
        try (PreparedStatement change = connection.prepareStatement(sql)) {
            change.setBytes(1, master == null ? fresh : master.wrap(fresh, CONTEXT));
            change.executeUpdate();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
