// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.DirectoryQueries.FindPerson;
import dev.hansard.api.DirectoryQueries.FindPersonBy;
import dev.hansard.api.DirectoryQueries.FindWorkspace;
import dev.hansard.api.DirectoryQueries.ListPeople;
import dev.hansard.api.PersonCommands.SetProfile;
import dev.hansard.api.PersonCommands.StartSnooze;
import dev.hansard.api.Profile;
import dev.hansard.api.Views.Page;
import dev.hansard.api.Views.WorkspaceView;
import dev.hansard.api.WorkspaceCommands.ClaimEmail;
import dev.hansard.api.WorkspaceId;
import dev.hansard.edge.api.ApiError;
import dev.hansard.edge.api.Backend;
import dev.hansard.edge.api.FakeSides;
import dev.hansard.edge.api.Samples;
import dev.hansard.edge.auth.Caller;
import dev.hansard.edge.wire.UserJson;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class PeopleMethodsTest {

    private final FakeSides sides = new FakeSides();
    private final Backend backend = new Backend(sides, sides);
    private final UserJson users = new UserJson(Samples.CLOCK);
    private final List<WorkspaceId> forgotten = new ArrayList<>();

    @BeforeEach
    void answer() {
        sides.on(FindPerson.class, query -> Samples.person(query.person().user(), "ann"));
        sides.on(FindWorkspace.class, query -> new WorkspaceView(Samples.TEAM, "Acme", "acme", 1));
    }

    private ObjectNode call(Caller caller, String method, String... arguments) {
        return Stream.of(
                        new TokenMethods(
                                backend,
                                key -> Samples.person(key.user(), "ann"),
                                (workspace, bot) -> null,
                                forgotten::add),
                        new UserMethods(backend, users),
                        new ProfileMethods(backend, users),
                        new DndMethods(backend),
                        new TeamMethods(backend))
                .flatMap(family -> family.methods().stream())
                .filter(each -> each.spec().name().equals(method))
                .findFirst()
                .orElseThrow()
                .handle(Samples.call(caller, arguments));
    }

    @Test
    void whatIsKnownOfTokensShouldBeForgottenOnceOneIsRevoked() {
        call(Samples.ann(), "auth.revoke", "test", "1");
        assertThat(forgotten).isEmpty();
        call(Samples.ann(), "auth.revoke");
        assertThat(forgotten).containsExactly(Samples.TEAM);
    }

    @Test
    void authTestShouldTellWhoAndWhere() {
        assertThat(call(Samples.ann(), "auth.test").toString())
                .isEqualTo("{\"url\":\"http://here:1/\",\"team\":\"Acme\",\"user\":\"ann\",\"team_id\":\"T1\","
                        + "\"user_id\":\"U1ANN\",\"is_enterprise_install\":false}");
        assertThat(call(Samples.robot(), "auth.test").get("bot_id").asString()).isEqualTo("B1");
    }

    @Test
    void apiTestShouldEchoAndFailAsAsked() {
        assertThat(call(Samples.ann(), "api.test", "b", "2", "a", "1").toString())
                .isEqualTo("{\"args\":{\"a\":\"1\",\"b\":\"2\"}}");
        assertThatThrownBy(() -> call(Samples.ann(), "api.test", "error", "my_error"))
                .isInstanceOf(ApiError.class)
                .hasMessage("my_error");
    }

    @Test
    void usersShouldBeListedWholeOrByPage() {
        sides.on(
                ListPeople.class,
                query -> query.cursor() == null
                        ? new Page<>(List.of(Samples.person(Samples.ANN, "ann")), "more")
                        : new Page<>(List.of(Samples.person(Samples.BOB, "bob")), null));
        assertThat(call(Samples.ann(), "users.list").get("members")).hasSize(2);
        ObjectNode page = call(Samples.ann(), "users.list", "limit", "1");
        assertThat(page.get("members")).hasSize(1);
        assertThat(page.get("response_metadata").get("next_cursor").asString()).isEqualTo("more");
    }

    @Test
    void unknownPeopleShouldNotBeFound() {
        sides.on(FindPerson.class, query -> null);
        assertThatThrownBy(() -> call(Samples.ann(), "users.info", "user", "U9"))
                .hasMessage("user_not_found");
        assertThat(call(Samples.ann(), "users.info", "user", "USLACKBOT")
                        .get("user")
                        .get("name")
                        .asString())
                .isEqualTo("slackbot");
        sides.on(FindPersonBy.class, query -> null);
        assertThatThrownBy(() -> call(Samples.ann(), "users.lookupByEmail", "email", "a@b"))
                .hasMessage("users_not_found");
    }

    @Test
    void statusShouldBeSetByProfileOrByName() {
        call(Samples.ann(), "users.profile.set", "profile", "{\"status_text\":\"lunch\",\"status_emoji\":\":bread:\"}");
        assertThat(sides.lastSent(SetProfile.class).profile().statusText()).isEqualTo("lunch");
        call(Samples.ann(), "users.profile.set", "name", "title", "value", "Cook");
        Profile now = sides.lastSent(SetProfile.class).profile();
        assertThat(now.title()).isEqualTo("Cook");
        assertThat(now.realName()).isEqualTo("ann");
        assertThatThrownBy(() -> call(Samples.ann(), "users.profile.set")).hasMessage("invalid_profile");
        assertThatThrownBy(() -> call(Samples.ann(), "users.profile.set", "profile", "[]"))
                .hasMessage("invalid_profile");
        assertThatThrownBy(
                        () -> call(Samples.ann(), "users.profile.set", "name", "status_text", "value", "x".repeat(101)))
                .hasMessage("too_long");
    }

    @Test
    void emailShouldBeClaimedByAdminsOnly() {
        assertThatThrownBy(() -> call(Samples.ann(), "users.profile.set", "name", "email", "value", "a@b.org"))
                .hasMessage("not_admin");
        call(Samples.admin(), "users.profile.set", "name", "email", "value", "a@b.org");
        assertThat(sides.sent.getFirst()).isInstanceOf(ClaimEmail.class);
        assertThatThrownBy(
                        () -> call(Samples.ann(), "users.profile.set", "user", "U2BOB", "name", "title", "value", "x"))
                .hasMessage("not_admin");
    }

    @Test
    void customFieldsShouldBeMerged() {
        Profile before = Profile.named("Ann");
        Profile one = ProfilePatch.apply(before, parse("{\"fields\":{\"Xf1\":{\"value\":\"a\",\"alt\":\"\"}}}"));
        Profile two = ProfilePatch.apply(one, parse("{\"fields\":{\"Xf2\":{\"value\":\"b\"}}}"));
        assertThat(two.fields())
                .isEqualTo("{\"Xf1\":{\"value\":\"a\",\"alt\":\"\"},\"Xf2\":{\"value\":\"b\",\"alt\":\"\"}}");
        assertThat(ProfilePatch.apply(one, parse("{\"fields\":{\"Xf1\":{\"value\":\"\"}}}"))
                        .fields())
                .isNull();
        assertThatThrownBy(() -> ProfilePatch.apply(before, parse("{\"fields\":{\"bad\":{}}}")))
                .hasMessage("invalid_profile");
    }

    private static ObjectNode parse(String json) {
        return (ObjectNode) dev.hansard.edge.wire.Json.parse(json);
    }

    @Test
    void clearedStatusShouldHaveNoEnd() {
        Profile busy = ProfilePatch.apply(
                Profile.named("Ann"), parse("{\"status_text\":\"busy\",\"status_expiration\":1900000000}"));
        assertThat(busy.statusExpiration()).isEqualTo(1_900_000_000);
        assertThat(ProfilePatch.apply(busy, parse("{\"status_text\":\"\"}")).statusExpiration())
                .isZero();
        assertThat(ProfilePatch.apply(busy, parse("{\"title\":\"x\"}")).statusExpiration())
                .isEqualTo(1_900_000_000);
    }

    @Test
    void snoozeShouldLastTheMinutesAskedFor() {
        call(Samples.ann(), "dnd.setSnooze", "num_minutes", "5");
        StartSnooze sent = sides.lastSent(StartSnooze.class);
        assertThat(sent.until() - sent.now()).isEqualTo(300);
        assertThatThrownBy(() -> call(Samples.ann(), "dnd.setSnooze")).hasMessage("missing_duration");
        assertThatThrownBy(() -> call(Samples.ann(), "dnd.setSnooze", "num_minutes", "0"))
                .hasMessage("snooze_failed");
        assertThatThrownBy(() -> call(Samples.ann(), "dnd.setSnooze", "num_minutes", "99999999"))
                .hasMessage("too_long");
        assertThat(call(Samples.ann(), "dnd.info").get("snooze_enabled").asBoolean())
                .isFalse();
        assertThat(call(Samples.ann(), "dnd.info", "user", "U2BOB").has("snooze_enabled"))
                .isFalse();
    }

    @Test
    void teamShouldOnlyBeOnesOwn() {
        assertThat(call(Samples.ann(), "team.info").get("team").get("domain").asString())
                .isEqualTo("acme");
        assertThatThrownBy(() -> call(Samples.ann(), "team.info", "team", "T9")).hasMessage("team_not_found");
        assertThat(call(Samples.ann(), "emoji.list").get("emoji")).isEmpty();
        assertThatThrownBy(() -> call(Samples.ann(), "bots.info", "bot", "B9")).hasMessage("bot_not_found");
    }
}
