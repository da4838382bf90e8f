// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.directory;

import static dev.hansard.query.testing.Happenings.T1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.Bot;
import dev.hansard.api.CredentialEvents.TokenIssued;
import dev.hansard.api.CredentialEvents.TokenRevoked;
import dev.hansard.api.CredentialKey;
import dev.hansard.api.DirectoryQueries.FindBot;
import dev.hansard.api.DirectoryQueries.FindCredential;
import dev.hansard.api.DirectoryQueries.FindPerson;
import dev.hansard.api.DirectoryQueries.FindPersonBy;
import dev.hansard.api.DirectoryQueries.FindWorkspace;
import dev.hansard.api.DirectoryQueries.FindWorkspaceByName;
import dev.hansard.api.DirectoryQueries.ListPeople;
import dev.hansard.api.EmailHash;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.PersonEvents;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Profile;
import dev.hansard.api.Role;
import dev.hansard.api.TokenKind;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.CredentialView;
import dev.hansard.api.Views.Page;
import dev.hansard.api.Views.PersonView;
import dev.hansard.api.Views.WorkspaceView;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.api.WorkspaceId;
import dev.hansard.query.testing.Happenings;
import dev.hansard.query.testing.QuerySide;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Workspaces, people, bots and tokens on two shards. */
class PeopleIT {
    private static final WorkspaceId T2 = new WorkspaceId("T2");
    private static final UserId U1 = new UserId("U1");
    private static final PersonKey ANN = new PersonKey(T1, U1);
    private static QuerySide side;

    @BeforeAll
    static void start() {
        side = new QuerySide(2);
        side.append(Happenings.founded(T1, "Acme"));
        side.append(Happenings.founded(T2, "Other"));
        side.append(
                Happenings.joined(T1, "U1", Role.MEMBER),
                Happenings.joined(T1, "U2", Role.MEMBER),
                Happenings.bot(T1, "U3", "B3"));
        side.append(Happenings.joined(T2, "U1", Role.PRIMARY_OWNER));
    }

    @AfterAll
    static void stop() {
        side.close();
    }

    @Test
    void workspaceShouldBeFoundByIdDomainAndNameOnAnyShard() {
        assertThat(side.record.stores.shards().of(T1).id())
                .isNotEqualTo(side.record.stores.shards().of(T2).id());
        for (String text : List.of("T2", "other", "Other")) {
            WorkspaceView found = side.ask(new FindWorkspaceByName(text));
            assertThat(found).isEqualTo(new WorkspaceView(T2, "Other", "other", 1_700_000_000));
        }
        assertThat(side.<WorkspaceView>ask(new FindWorkspaceByName("nobody"))).isNull();
        WorkspaceView acme = side.ask(new FindWorkspace(T1));
        assertThat(acme.domain()).isEqualTo("acme");
        assertThat(side.refusal(new FindWorkspace(new WorkspaceId("T9")))).isEqualTo(ErrorCode.TEAM_NOT_FOUND);
    }

    @Test
    void personShouldBeFoundByIdHandleAndAddress() {
        side.append(new WorkspaceEvents.EmailClaimed(T1, U1, EmailHash.of(T1, "ann@example.com")));
        assertThat(byHandle("U1").key()).isEqualTo(ANN);
        assertThat(byHandle("h.U1").key()).isEqualTo(ANN);
        assertThat(byHandle("nobody")).isNull();
        PersonView byMail = side.ask(new FindPersonBy(T1, null, " Ann@Example.com "));
        assertThat(byMail.key()).isEqualTo(ANN);
        assertThat(side.<PersonView>ask(new FindPersonBy(T2, null, "ann@example.com")))
                .isNull();
        assertThat(side.<PersonView>ask(new FindPersonBy(T1, null, " "))).isNull();
        assertThat(side.<PersonView>ask(new FindPersonBy(T1, null, null))).isNull();
        assertThat(side.<PersonView>ask(new FindPerson(PersonKey.of("T9", "U1"))))
                .isNull();
    }

    @Test
    void personShouldShowWhatHappenedLast() {
        var key = new PersonKey(T1, new UserId("U2"));
        side.append(
                new WorkspaceEvents.RoleChanged(T1, key.user(), Role.ADMIN, U1),
                new WorkspaceEvents.PersonDeactivated(T1, key.user(), U1),
                new PersonEvents.ProfileChanged(key, key.user(), Profile.named("Bea")),
                new PersonEvents.SnoozeStarted(key, 1_800_000_000));
        side.write(shard(T1), "REPLACE INTO reader_presence (person, away) VALUES (?, 1)", key.toString());
        PersonView bea = side.ask(new FindPerson(key));
        assertThat(bea.profile()).isEqualTo(Profile.named("Bea"));
        assertThat(bea.role()).isEqualTo(Role.ADMIN);
        assertThat(bea.deactivated()).isTrue();
        assertThat(bea.snoozeUntil()).isEqualTo(1_800_000_000);
        assertThat(bea.awayManually()).isTrue();
        assertThat(bea.updated()).isPositive();
        side.append(
                new WorkspaceEvents.PersonReactivated(T1, key.user(), U1),
                new PersonEvents.SnoozeEnded(key),
                new PersonEvents.ProfileChanged(key, key.user(), null));
        bea = side.ask(new FindPerson(key));
        assertThat(bea.deactivated()).isFalse();
        assertThat(bea.snoozeUntil()).isZero();
        assertThat(bea.profile()).isEqualTo(Profile.ERASED);
    }

    @Test
    void botShouldBeFoundByItsBotId() {
        PersonView bot = side.ask(new FindBot(T1, "B3"));
        assertThat(bot.bot()).isEqualTo(new Bot("B3", "A1", "Bot B3"));
        assertThat(bot.key().user()).isEqualTo(new UserId("U3"));
        assertThat(side.<PersonView>ask(new FindBot(T1, "B9"))).isNull();
    }

    @Test
    void peopleShouldBeListedOnceEachWhenReadInPages() {
        for (int limit : new int[] {1, 2, 3, 50, 0}) {
            List<String> seen = new ArrayList<>();
            String cursor = null;
            do {
                Page<PersonView> page = side.ask(new ListPeople(T1, cursor, limit));
                page.items().forEach(person -> seen.add(person.key().toString()));
                cursor = page.next();
            } while (cursor != null);
            assertThat(seen).containsExactly("T1/U1", "T1/U2", "T1/U3");
        }
        assertThat(side.refusal(new ListPeople(T1, "x", 10))).isEqualTo(ErrorCode.INVALID_CURSOR);
    }

    @Test
    void tokenShouldSayWhatItAllowsUntilItIsRevoked() {
        var key = new CredentialKey(T1, "K1");
        String hash = "a".repeat(64);
        side.append(new TokenIssued(
                key, TokenKind.BOT, hash, new UserId("U3"), "B3", "A1", Set.of("chat:write", "users:read"), 99));
        CredentialView view = side.ask(new FindCredential(T1, hash));
        assertThat(view)
                .isEqualTo(new CredentialView(
                        key,
                        TokenKind.BOT,
                        new UserId("U3"),
                        Role.MEMBER,
                        false,
                        "B3",
                        "A1",
                        Set.of("chat:write", "users:read"),
                        false,
                        99));
        side.append(new TokenRevoked(key, U1));
        view = side.ask(new FindCredential(T1, hash));
        assertThat(view.revoked()).isTrue();
        assertThat(side.<CredentialView>ask(new FindCredential(T2, hash))).isNull();
        assertThat(side.<CredentialView>ask(new FindCredential(new WorkspaceId("T9"), hash)))
                .isNull();
    }

    private static PersonView byHandle(String handle) {
        return side.ask(new FindPersonBy(T1, handle, null));
    }

    private static int shard(WorkspaceId workspace) {
        return side.record.stores.shards().of(workspace).id();
    }
}
