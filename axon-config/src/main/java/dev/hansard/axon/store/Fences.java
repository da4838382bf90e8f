// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import dev.hansard.axon.store.Shards.Placement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Which workspaces a shard takes nothing of any more, from those who believe in a placement that is out of date. */
public final class Fences {
    private Fences() {}

    static Map<String, Long> read(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT workspace, epoch FROM workspace_fence");
                ResultSet rows = select.executeQuery()) {
            var fences = new HashMap<String, Long>();
            while (rows.next()) fences.put(rows.getString(1), rows.getLong(2));
            return fences;
        }
    }

    /**
     * Keeps the workspace on this shard until the transaction ends: what is not an event and is written by others than the
     * shard's writer asks here first.
     *
     * @throws AppendRefused with {@link AppendRefused.Reason#MOVED} when it is not there any more
     */
    public static void hold(Connection connection, Placement placement) throws SQLException {
        String sql = "SELECT epoch FROM workspace_fence WHERE workspace = ? LOCK IN SHARE MODE";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, placement.workspace().value());
            try (ResultSet row = select.executeQuery()) {
                if (row.next() && row.getLong(1) > placement.epoch()) {
                    throw new AppendRefused(
                            AppendRefused.Reason.MOVED, placement.workspace().value());
                }
            }
        }
    }
}
