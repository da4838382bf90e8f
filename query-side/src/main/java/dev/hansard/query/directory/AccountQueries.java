// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.directory;

import dev.hansard.api.EmailHash;
import dev.hansard.api.IdentityHash;
import dev.hansard.api.ProvisioningQueries.FindAccount;
import dev.hansard.api.ProvisioningQueries.FindAccountsBy;
import dev.hansard.api.ProvisioningQueries.ListAccounts;
import dev.hansard.api.ProvisioningViews.Account;
import dev.hansard.api.ProvisioningViews.Accounts;
import dev.hansard.api.ProvisioningViews.GroupName;
import dev.hansard.api.Views.PersonView;
import dev.hansard.api.WorkspaceId;
import dev.hansard.query.read.ReadSide;
import dev.hansard.query.read.Reading;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers identity providers about accounts. */
@Component
class AccountQueries {
    private static final String COLUMNS = PersonRow.select(", p.created, p.user_name_hash");
    private static final String SELECT = COLUMNS + "WHERE p.bot IS NULL ";
    private static final String BY_ID = SELECT + "AND p.workspace = ? AND p.user = ?";
    private static final String BY_EMAIL = SELECT + "AND p.workspace = ? AND p.email_hash = ? ORDER BY p.user";
    private static final String BY_EXTERNAL_ID = SELECT + "AND p.workspace = ? AND p.external_hash = ? ORDER BY p.user";
    /** A union, each part by an index: an OR over several columns would read every row. */
    private static final String BY_USER_NAME = COLUMNS + """
            JOIN (
              SELECT user FROM ${directory.person} WHERE workspace = ? AND user_name_hash = ?
              UNION SELECT user FROM ${directory.person} WHERE workspace = ? AND handle IN (?, ?) AND user_name_hash IS NULL
              UNION SELECT user FROM ${directory.person} WHERE workspace = ? AND email_hash = ? AND user_name_hash IS NULL
            ) k ON k.user = p.user
            WHERE p.workspace = ? AND p.bot IS NULL ORDER BY p.user""";

    private static final String PAGE = SELECT + "AND p.workspace = ? ORDER BY p.user LIMIT ? OFFSET ?";
    private static final String COUNT =
            "SELECT COUNT(*) FROM ${directory.person} p WHERE p.workspace = ? AND p.bot IS NULL";
    private static final String GROUPS = """
            SELECT m.user, g.usergroup, g.name FROM ${directory.usergroup_member} m
            JOIN ${directory.usergroup} g ON g.workspace = m.workspace AND g.usergroup = m.usergroup
            WHERE m.workspace = ? AND m.user IN (%s) ORDER BY m.user, g.usergroup""";

    private final ReadSide readSide;
    private final PersonViewer viewer;

    AccountQueries(ReadSide readSide, PersonViewer viewer) {
        this.readSide = readSide;
        this.viewer = viewer;
    }

    private record Row(PersonRow person, long created, boolean linked) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(PersonRow.of(row), row.getLong("created"), row.getString("user_name_hash") != null);
        }
    }

    private record Read(int shard, List<Row> rows, Map<String, List<GroupName>> groups, long total) {}

    @QueryHandler
    @Nullable
    Account answer(FindAccount query) {
        List<Account> found =
                find(query.workspace(), BY_ID, query.person().user().value());
        return found.isEmpty() ? null : found.getFirst();
    }

    @QueryHandler
    List<Account> answer(FindAccountsBy query) {
        WorkspaceId workspace = query.workspace();
        String value = query.value();
        return switch (query.key()) {
            case EMAIL -> find(workspace, BY_EMAIL, email(workspace, value));
            case EXTERNAL_ID -> find(workspace, BY_EXTERNAL_ID, IdentityHash.ofExternalId(workspace, value));
            case USER_NAME -> {
                String home = workspace.value();
                yield find(
                        workspace,
                        BY_USER_NAME,
                        IdentityHash.ofUserName(workspace, value),
                        home,
                        value.strip(),
                        value.strip().toLowerCase(Locale.ROOT),
                        home,
                        email(workspace, value),
                        home);
            }
        };
    }

    @QueryHandler
    Accounts answer(ListAccounts query) {
        Read read = readSide.answer(
                query.workspace(),
                Reads.DIRECTORY,
                reading -> read(
                        reading,
                        query.workspace(),
                        reading.list(PAGE, Row::of, query.workspace().value(), query.limit(), query.offset())));
        return new Accounts(view(read), read.total());
    }

    private List<Account> find(WorkspaceId workspace, String sql, String... keys) {
        Read read = readSide.find(workspace, Reads.DIRECTORY, reading -> {
            var parameters = new ArrayList<String>();
            parameters.add(workspace.value());
            parameters.addAll(List.of(keys));
            return read(reading, workspace, reading.list(sql, Row::of, parameters));
        });
        return read == null ? List.of() : view(read);
    }

    private static Read read(Reading reading, WorkspaceId workspace, List<Row> rows) throws SQLException {
        var groups = new HashMap<String, List<GroupName>>();
        if (!rows.isEmpty()) {
            var parameters = new ArrayList<String>();
            parameters.add(workspace.value());
            rows.forEach(row -> parameters.add(row.person().key().user().value()));
            reading.list(
                    GROUPS.formatted(Reading.marks(rows.size())),
                    row -> groups.computeIfAbsent(row.getString("user"), any -> new ArrayList<>())
                            .add(new GroupName(row.getString("usergroup"), row.getString("name"))),
                    parameters);
        }
        Long total = reading.first(COUNT, row -> row.getLong(1), workspace.value());
        return new Read(reading.shard().id(), rows, groups, Objects.requireNonNullElse(total, 0L));
    }

    private List<Account> view(Read read) {
        List<PersonView> people =
                viewer.view(read.shard(), read.rows().stream().map(Row::person).toList());
        var accounts = new ArrayList<Account>(people.size());
        for (int i = 0; i < people.size(); i++) {
            PersonView person = people.get(i);
            Row row = read.rows().get(i);
            List<GroupName> groups =
                    read.groups().getOrDefault(person.key().user().value(), List.of());
            accounts.add(new Account(person, row.created(), row.linked(), groups));
        }
        return List.copyOf(accounts);
    }

    private static String email(WorkspaceId workspace, String value) {
        return Objects.requireNonNullElse(EmailHash.of(workspace, value), "");
    }
}
