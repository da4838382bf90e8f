// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import dev.hansard.axon.store.DatabaseClock;
import dev.hansard.axon.store.Shards;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The nodes by their leases, on the first shard. The database's clock decides, so the nodes' own may differ. */
final class NodeTable {
    private final DataSource database;
    private final JsonMapper json = JsonMapper.shared();

    NodeTable(Shards shards) {
        this.database = shards.shard(0).reader();
    }

    /** Takes the name, or keeps it; what was there under it is replaced. */
    void renew(Node node, Duration lease) throws SQLException {
        String sql = "INSERT INTO cluster_node (name, incarnation, description, lease_until) VALUES (?, ?, ?, "
                + DatabaseClock.NOW
                + " + ?) ON DUPLICATE KEY UPDATE incarnation = VALUES(incarnation), description = VALUES(description),"
                + " lease_until = VALUES(lease_until)";
        try (Connection connection = database.getConnection();
                PreparedStatement upsert = connection.prepareStatement(sql)) {
            upsert.setString(1, node.name());
            upsert.setString(2, node.incarnation());
            upsert.setString(3, json.writeValueAsString(node));
            upsert.setLong(4, lease.toMillis());
            upsert.executeUpdate();
            connection.commit();
        }
    }

    void remove(Node node) throws SQLException {
        String sql = "DELETE FROM cluster_node WHERE name = ? AND incarnation = ?";
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setString(1, node.name());
            delete.setString(2, node.incarnation());
            delete.executeUpdate();
            connection.commit();
        }
    }

    /** All whose lease has not run out. */
    List<Node> alive() throws SQLException {
        var nodes = new ArrayList<Node>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT description FROM cluster_node WHERE lease_until > " + DatabaseClock.NOW);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) nodes.add(json.readValue(rows.getString(1), Node.class));
        } catch (JacksonException e) {
            throw new SQLException("a node that this version does not understand", e);
        }
        return nodes;
    }

    /** Forgets those that have been away for long. */
    void sweep(Duration after) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement(
                        "DELETE FROM cluster_node WHERE lease_until < " + DatabaseClock.NOW + " - ?")) {
            delete.setLong(1, after.toMillis());
            delete.executeUpdate();
            connection.commit();
        }
    }
}
