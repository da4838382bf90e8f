// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.idempotency;

import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.AppendRefused;
import dev.hansard.axon.store.Fences;
import dev.hansard.axon.store.Shards;
import dev.hansard.axon.store.StoreUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code idempotent_call} of a workspace's shard. Time is the database's, as the clocks of those who share it
 * differ.
 */
final class CallTable {
    private static final String NOW = "CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)";
    private static final String KEY = " WHERE workspace = ? AND id = ?";
    private static final int SWEPT_AT_ONCE = 1_000;

    private final Supplier<Shards> shards;

    CallTable(Supplier<Shards> shards) {
        this.shards = shards;
    }

    /** @param workspace and {@code id} name the call */
    record Name(WorkspaceId workspace, byte[] id) {}

    /**
     * A call that has begun.
     *
     * @param claim of whoever carries it out
     * @param since when it was claimed, in milliseconds of age; negative when it is done
     * @param age in milliseconds
     */
    record Row(byte[] request, long claim, long since, byte @Nullable [] answer, long age) {
        boolean done() {
            return since < 0;
        }
    }

    /** Makes the call ours; 0 when somebody has begun it before. */
    long claim(Name name, byte[] request) {
        long claim = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
        String sql =
                "INSERT INTO idempotent_call (workspace, id, request, claim, claimed, created) VALUES (?, ?, ?, ?, "
                        + NOW + ", " + NOW + ")";
        Shards.Placement placement = shards.get().placement(name.workspace());
        try (Connection connection =
                        shards.get().shard(placement.shard()).reader().getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            Fences.hold(connection, placement);
            insert.setString(1, name.workspace().value());
            insert.setBytes(2, name.id());
            insert.setBytes(3, request);
            insert.setLong(4, claim);
            insert.executeUpdate();
            connection.commit();
            return claim;
        } catch (SQLIntegrityConstraintViolationException e) {
            return 0;
        } catch (SQLException | AppendRefused e) {
            throw new StoreUnavailable("claiming a call", e);
        }
    }

    @Nullable
    Row find(Name name) {
        String sql = "SELECT request, claim, IF(claimed = 0, -1, GREATEST(0, " + NOW + " - claimed)), answer, " + NOW
                + " - created FROM idempotent_call" + KEY;
        try (Connection connection = connection(name);
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, name.workspace().value());
            select.setBytes(2, name.id());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) return null;
                return new Row(row.getBytes(1), row.getLong(2), row.getLong(3), row.getBytes(4), row.getLong(5));
            }
        } catch (SQLException e) {
            throw new StoreUnavailable("looking for a call", e);
        }
    }

    /** Takes a claim over; 0 when somebody else was first. */
    long takeOver(Name name, long claim) {
        long mine = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
        String sql = "UPDATE idempotent_call SET claimed = " + NOW + ", claim = ?" + KEY + " AND claim = ?";
        return change(name, sql, mine, claim) == 1 ? mine : 0;
    }

    /** Keeps the answer; nothing when the claim is no longer ours. */
    void done(Name name, long claim, byte[] answer) {
        String sql = "UPDATE idempotent_call SET claimed = 0, answer = ?" + KEY + " AND claim = ?";
        change(name, sql, answer, claim);
    }

    /** Forgets the call, so that it can be tried again; nothing when the claim is another's. */
    void forget(Name name, long claim) {
        change(name, "DELETE FROM idempotent_call" + KEY + " AND claim = ?", null, claim);
    }

    private int change(Name name, String sql, @Nullable Object value, long claim) {
        try (Connection connection = connection(name);
                PreparedStatement change = connection.prepareStatement(sql)) {
            int at = 1;
            if (value != null) change.setObject(at++, value);
            change.setString(at++, name.workspace().value());
            change.setBytes(at++, name.id());
            change.setLong(at, claim);
            int changed = change.executeUpdate();
            connection.commit();
            return changed;
        } catch (SQLException e) {
            throw new StoreUnavailable("keeping a call", e);
        }
    }

    /** Removes what is older, on all shards; answers how many. */
    int sweep(Duration age) {
        int swept = 0;
        for (Shards.Shard shard : shards.get().all()) swept += sweep(shard, age);
        return swept;
    }

    private static int sweep(Shards.Shard shard, Duration age) {
        String sql = "DELETE FROM idempotent_call WHERE created < " + NOW + " - ? LIMIT ?";
        try (Connection connection = shard.reader().getConnection();
                PreparedStatement delete = connection.prepareStatement(sql)) {
            int swept = 0;
            int now;
            do {
                delete.setLong(1, age.toMillis());
                delete.setInt(2, SWEPT_AT_ONCE);
                now = delete.executeUpdate();
                connection.commit();
                swept += now;
            } while (now == SWEPT_AT_ONCE);
            return swept;
        } catch (SQLException e) {
            throw new StoreUnavailable("sweeping calls", e);
        }
    }

    private Connection connection(Name name) throws SQLException {
        return shards.get().of(name.workspace()).reader().getConnection();
    }
}
