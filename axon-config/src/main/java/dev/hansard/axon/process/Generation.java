// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.process;

import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.StateTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One set of a projection's tables. A rebuild writes the next generation while the last one serves. */
record Generation(Projection projection, int shard, int number) implements Projection.Tables {
    private static final Pattern KEY = Pattern.compile("\\b(workspace|channel|person) VARCHAR");
    private static final Pattern TABLE = Pattern.compile("\\$\\{([a-z_]+)}");

    @Override
    public String name(String table) {
        return projection.name() + "_" + table + "_g" + number;
    }

    /** The statement with physical names, harmless when the table exists. */
    String physical(String ddl) {
        String named = TABLE.matcher(ddl).replaceAll(match -> Matcher.quoteReplacement(name(match.group(1))));
        return named.replaceFirst("(?i)CREATE TABLE (?!IF NOT)", "CREATE TABLE IF NOT EXISTS ");
    }

    /** The tables, with the column by which their rows belong to workspaces. */
    List<StateTable> tables() {
        return projection.ddl().stream().map(this::table).toList();
    }

    private StateTable table(String ddl) {
        Matcher name = TABLE.matcher(ddl);
        Matcher key = KEY.matcher(ddl);
        if (!name.find() || !key.find()) throw new IllegalStateException("a table without the shard key: " + ddl);
        String column = ddl.contains("workspace VARCHAR") ? "workspace" : key.group(1);
        return new StateTable(name(name.group(1)), column);
    }

    /** Lets go of a workspace that is on another shard now, within the projection's transaction. */
    void clear(WorkspaceId workspace, Connection connection) throws SQLException {
        for (StateTable table : tables()) table.delete(connection, workspace);
    }

    Generation next() {
        return new Generation(projection, shard, number + 1);
    }
}
