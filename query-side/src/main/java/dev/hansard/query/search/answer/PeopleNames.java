// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.answer;

import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import dev.hansard.query.read.Reading;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who is meant by a name: an id, a handle, a bot's id or a bot's name. That somebody exists tells the searcher nothing: a
 * name of nobody and one of somebody who wrote nothing that it sees find the same.
 */
final class PeopleNames {
    private static final Pattern ID = Pattern.compile("[A-Z0-9]{2,24}");

    private static final String BY_ID =
            "SELECT user, user AS name FROM ${directory.person} WHERE workspace = ? AND user IN (%s)";
    private static final String BY_BOT =
            "SELECT user, bot AS name FROM ${directory.person} WHERE workspace = ? AND bot IN (%s)";
    private static final String BY_HANDLE =
            "SELECT user, handle AS name FROM ${directory.person} WHERE workspace = ? AND handle IN (%s)";
    private static final String BY_BOT_NAME = "SELECT user, bot_name AS name FROM ${directory.person}"
            + " WHERE workspace = ? AND bot IS NOT NULL AND bot_name IN (%s)";

    private final Map<String, Set<UserId>> found = new HashMap<>();

    private PeopleNames() {}

    /** By the names as given; without those that are nobody's. */
    static Map<String, Set<UserId>> find(Reading reading, WorkspaceId workspace, Set<String> names)
            throws SQLException {
        if (names.isEmpty()) return Map.of();
        var people = new PeopleNames();
        List<String> ids =
                names.stream().filter(name -> ID.matcher(name).matches()).toList();
        if (!ids.isEmpty()) {
            people.add(reading, BY_ID, workspace, ids);
            people.add(reading, BY_BOT, workspace, ids);
        }
        Set<String> spellings = new HashSet<>(names);
        names.forEach(name -> spellings.add(name.toLowerCase(Locale.ROOT)));
        people.add(reading, BY_HANDLE, workspace, List.copyOf(spellings));
        people.add(reading, BY_BOT_NAME, workspace, List.copyOf(spellings));
        Map<String, Set<UserId>> asGiven = new HashMap<>();
        for (String name : names) {
            Set<UserId> meant = new HashSet<>(people.found.getOrDefault(name, Set.of()));
            meant.addAll(people.found.getOrDefault(name.toLowerCase(Locale.ROOT), Set.of()));
            if (!meant.isEmpty()) asGiven.put(name, Set.copyOf(meant));
        }
        return Map.copyOf(asGiven);
    }

    private void add(Reading reading, String sql, WorkspaceId workspace, List<String> names) throws SQLException {
        record Named(String name, UserId user) {}
        List<Object> parameters = new ArrayList<>();
        parameters.add(workspace.value());
        parameters.addAll(names);
        for (Named row : reading.list(
                sql.formatted(Reading.marks(names.size())),
                (ResultSet each) -> new Named(each.getString("name"), new UserId(each.getString("user"))),
                parameters)) {
            found.computeIfAbsent(row.name(), any -> new HashSet<>()).add(row.user());
        }
    }
}
