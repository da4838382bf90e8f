// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.directory;

import dev.hansard.api.ProvisioningQueries.FindUsergroup;
import dev.hansard.api.ProvisioningQueries.ListUsergroups;
import dev.hansard.api.ProvisioningViews.Member;
import dev.hansard.api.ProvisioningViews.Usergroup;
import dev.hansard.api.ProvisioningViews.Usergroups;
import dev.hansard.api.UserId;
import dev.hansard.api.UsergroupKey;
import dev.hansard.api.WorkspaceId;
import dev.hansard.query.read.ReadSide;
import dev.hansard.query.read.Reading;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers about user groups. */
@Component
class UsergroupQueries {
    private static final String FROM = " FROM ${directory.usergroup} g WHERE g.workspace = ?";
    private static final String MEMBERS = """
            SELECT m.usergroup, m.user, p.handle FROM ${directory.usergroup_member} m
            JOIN ${directory.person} p ON p.workspace = m.workspace AND p.user = m.user
            WHERE m.workspace = ? AND m.usergroup IN (%s) ORDER BY m.usergroup, m.user""";

    private record Row(String usergroup, String name, long created, long updated) {}

    private final ReadSide readSide;

    UsergroupQueries(ReadSide readSide) {
        this.readSide = readSide;
    }

    @QueryHandler
    @Nullable
    Usergroup answer(FindUsergroup query) {
        List<String> id = List.of(query.usergroup().usergroup());
        List<Usergroup> found = answer(new ListUsergroups(query.workspace(), null, id, 0, 1, true))
                .items();
        return found.isEmpty() ? null : found.getFirst();
    }

    @QueryHandler
    Usergroups answer(ListUsergroups query) {
        if (query.ids() != null && query.ids().isEmpty()) return new Usergroups(List.of(), 0);
        return readSide.answer(query.workspace(), Reads.DIRECTORY, reading -> read(reading, query));
    }

    private static Usergroups read(Reading reading, ListUsergroups query) throws SQLException {
        var where = new StringBuilder(FROM);
        var parameters = new ArrayList<Object>(List.of(query.workspace().value()));
        if (query.name() != null) {
            where.append(" AND g.name_key = ?");
            parameters.add(UsergroupWriter.key(query.name()));
        }
        if (query.ids() != null) {
            where.append(" AND g.usergroup IN (")
                    .append(Reading.marks(query.ids().size()))
                    .append(')');
            parameters.addAll(query.ids());
        }
        List<Long> total = reading.list("SELECT COUNT(*)" + where, row -> row.getLong(1), parameters);
        parameters.add(query.limit());
        parameters.add(query.offset());
        List<Row> rows = reading.list(
                "SELECT g.usergroup, g.name, g.created, g.updated" + where + " ORDER BY g.usergroup LIMIT ? OFFSET ?",
                row -> new Row(
                        row.getString("usergroup"),
                        row.getString("name"),
                        row.getLong("created"),
                        row.getLong("updated")),
                parameters);
        WorkspaceId workspace = query.workspace();
        Map<String, List<Member>> members = query.withMembers() ? members(reading, workspace, rows) : Map.of();
        List<Usergroup> groups = rows.stream()
                .map(row -> new Usergroup(
                        new UsergroupKey(workspace, row.usergroup()),
                        row.name(),
                        row.created(),
                        row.updated(),
                        members.getOrDefault(row.usergroup(), List.of())))
                .toList();
        return new Usergroups(groups, Objects.requireNonNull(total.getFirst()));
    }

    private static Map<String, List<Member>> members(Reading reading, WorkspaceId workspace, List<Row> rows)
            throws SQLException {
        var members = new HashMap<String, List<Member>>();
        if (rows.isEmpty()) return members;
        var parameters = new ArrayList<String>();
        parameters.add(workspace.value());
        rows.forEach(row -> parameters.add(row.usergroup()));
        reading.list(
                MEMBERS.formatted(Reading.marks(rows.size())),
                row -> members.computeIfAbsent(row.getString("usergroup"), any -> new ArrayList<>())
                        .add(new Member(new UserId(row.getString("user")), row.getString("handle"))),
                parameters);
        return members;
    }
}
