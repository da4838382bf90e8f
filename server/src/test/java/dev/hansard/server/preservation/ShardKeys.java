// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.preservation;

import dev.hansard.server.preservation.RecordingDriver.Executed;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What statements have to be like for each shard to be a database of its own: ADR 27.
 *
 * @param columns of each table of a shard
 */
record ShardKeys(Map<String, Set<String>> columns) {
    /** A workspace, or what begins with one and a slash. */
    private static final List<String> KEYS = List.of("workspace", "stream", "channel", "person");

    /** Tables that have one row for the shard, or rows about it and not about workspaces. */
    private static final Set<String> OF_A_SHARD = Set.of(
            "stream_head",
            "projection_serving",
            "projection_token",
            "proof_log",
            "audit_stream",
            "destruction",
            "master_lock",
            "cluster_node",
            "cluster_secret",
            "rate_bucket",
            "flyway_schema_history");

    private static final Pattern TABLE =
            Pattern.compile("(?i)\\b(?:FROM|INTO|UPDATE|JOIN)\\s+`?([a-z_0-9]+)`?(?!\\s*\\()");
    private static final Pattern INSERT = Pattern.compile(
            "(?i)^(?:INSERT(?: IGNORE)?|REPLACE) INTO ([a-z_0-9]+) (?:\\(([^)]*)\\) )?(?:VALUES|SELECT)\\b.*");
    private static final Pattern NEVER = Pattern.compile("(?i)LAST_INSERT_ID|GET_LOCK|LOCK TABLES|AUTO_INCREMENT|"
            + "FOREIGN KEY|\\bXA\\b|CREATE TRIGGER|CREATE PROCEDURE|\\bCALL\\b");
    private static final Pattern KEYED =
            Pattern.compile("(?i)\\b(workspace|stream|channel|person)\\b`?\\s*(=|IN\\b|>|<|LIKE\\b)");

    /** Statements on tables of workspaces that are about a whole shard, and why. */
    private static final Map<Pattern, String> ABOUT_A_SHARD = Map.of(
            Pattern.compile("FROM event WHERE position"), "the shard's own order, which everything follows",
            Pattern.compile("UPDATE event SET .* WHERE position = \\?"), "a row by its place in the shard's order",
            Pattern.compile("FROM dead_letter WHERE projection = \\?"), "a read model's own failures on its shard",
            Pattern.compile("FROM workspace_fence$"), "a writer learns all fences of its shard",
            Pattern.compile("FROM shard_directory GROUP BY shard"), "placing a new workspace",
            Pattern.compile("FROM workspace_move (ORDER|WHERE)"), "moves are looked for on the first shard",
            Pattern.compile("FROM scheduled_due_g\\d+ WHERE post_at"), "what is due on a shard",
            Pattern.compile("FROM directory_workspace_g\\d+ WHERE (domain|name)"), "by name: every shard is asked",
            Pattern.compile("FROM [a-z_]+_(workspace|job)_g\\d+( |$)(?!.*WHERE)"),
                    "workers go through a shard's workspaces",
            Pattern.compile("DROP TABLE|CREATE TABLE|SHOW |information_schema"), "tables of read models");

    /** As the database of the connection has them, with those of its keys. */
    static ShardKeys of(Connection connection) throws SQLException {
        var columns = new HashMap<String, Set<String>>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT table_name, column_name FROM information_schema.columns"
                        + " WHERE table_schema IN (DATABASE(), CONCAT(DATABASE(), '_keys'))")) {
            while (row.next()) {
                columns.computeIfAbsent(row.getString(1), any -> new HashSet<>())
                        .add(row.getString(2));
            }
        }
        return new ShardKeys(columns);
    }

    /** Tables that neither have a shard key nor are known to be about their shard; and those of which that is wrongly said. */
    Set<String> unkeyedTables() {
        var unkeyed = new TreeSet<String>();
        columns.keySet().stream()
                .filter(table -> isKeyed(table) == OF_A_SHARD.contains(table))
                .forEach(unkeyed::add);
        return unkeyed;
    }

    private boolean isKeyed(String table) {
        return columns.getOrDefault(table, Set.of()).stream().anyMatch(KEYS::contains);
    }

    /** @param foreign for each database the workspaces that it does not have */
    Set<String> complaints(Collection<Executed> statements, Map<String, Set<String>> foreign) {
        var complaints = new TreeSet<String>();
        for (Executed each : statements) {
            String sql = each.sql().replaceAll("\\s+", " ").strip();
            if (sql.startsWith("SET ") || sql.startsWith("SELECT @@")) continue;
            if (NEVER.matcher(sql).find()) complaints.add("never: " + sql);
            complaints.addAll(crossing(each, sql, foreign));
            complaints.addAll(withoutKey(sql));
        }
        return complaints;
    }

    /** The directory of placements is the one thing that names workspaces of all shards. */
    private static List<String> crossing(Executed each, String sql, Map<String, Set<String>> foreign) {
        var found = new ArrayList<String>();
        if (sql.contains("shard_directory") || sql.contains("workspace_move")) return found;
        for (String other : foreign.getOrDefault(each.database(), Set.of())) {
            boolean named = each.texts().stream().anyMatch(text -> text.equals(other) || text.startsWith(other + "/"));
            if (named || sql.contains(other)) found.add("crosses shards: " + sql);
        }
        return found;
    }

    private List<String> withoutKey(String sql) {
        Matcher insert = INSERT.matcher(sql);
        if (insert.matches()) {
            String into = insert.group(2);
            boolean named =
                    into == null || List.of(into.split("[ ,`]+")).stream().anyMatch(KEYS::contains);
            return named || !isKeyed(insert.group(1)) ? List.of() : List.of("without its shard key: " + sql);
        }
        if (KEYED.matcher(sql).find()) return List.of();
        if (ABOUT_A_SHARD.keySet().stream()
                .anyMatch(reason -> reason.matcher(sql).find())) return List.of();
        var found = new ArrayList<String>();
        Matcher table = TABLE.matcher(sql);
        while (table.find()) if (isKeyed(table.group(1))) found.add("without its shard key: " + sql);
        return found;
    }
}
