// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import static dev.hansard.audit.trail.TrailFixture.OWNER;
import static dev.hansard.audit.trail.TrailFixture.TEAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.Actor;
import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditActor;
import dev.hansard.api.AuditEntry;
import dev.hansard.api.AuditQueries.Filter;
import dev.hansard.api.AuditQueries.Page;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.Role;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The trail as it is read from a real record. */
class TrailIT {
    private final TrailFixture fixture = new TrailFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private static List<String> actions(List<JsonNode> entries) {
        return entries.stream().map(entry -> entry.path("action").asString()).toList();
    }

    private JsonNode entry(AuditAction action) {
        return TrailFixture.parsed(fixture.page(new Filter(null, null, Set.of(action), null, null), null, 1, OWNER))
                .getFirst();
    }

    private static Filter by(String actor, String entity) {
        return new Filter(null, null, Set.of(), actor, entity);
    }

    @Test
    void eventsShouldBeEntriesNewestFirstAndPostsNone() {
        fixture.history();
        assertThat(actions(fixture.entries(Filter.ALL)))
                .containsExactly(
                        "user_deactivated",
                        "hansard.token_revoked",
                        "hansard.token_issued",
                        "public_channel_archive",
                        "private_channel_archive",
                        "role_change_to_admin",
                        "channel_renamed",
                        "user_channel_leave",
                        "hansard.message_deleted",
                        "hansard.message_edited",
                        "user_channel_join",
                        "private_channel_created",
                        "public_channel_created",
                        "user_created",
                        "user_created",
                        "workspace_created");
    }

    @Test
    void entryShouldSayWhoDidWhatToWhomAndWhatItWasBefore() {
        fixture.history();

        JsonNode role = entry(AuditAction.ROLE_CHANGE_TO_ADMIN);
        assertThat(role.path("actor").toString())
                .isEqualTo("{\"type\":\"user\",\"user\":{\"id\":\"U1\",\"name\":\"ANN\","
                        + "\"email\":\"ann@acme.example\",\"team\":\"T1\"}}");
        assertThat(role.at("/entity/user/id").asString()).isEqualTo("U2");
        assertThat(role.at("/details/previous_value").asString()).isEqualTo("member");
        assertThat(role.at("/details/new_value").asString()).isEqualTo("admin");
        assertThat(role.at("/context/location/domain").asString()).isEqualTo("acme");
        assertThat(role.at("/hansard/outcome").asString()).isEqualTo("success");

        JsonNode renamed = entry(AuditAction.CHANNEL_RENAMED);
        assertThat(renamed.at("/details/previous_value").asString()).isEqualTo("town");
        assertThat(renamed.at("/entity/channel/name").asString()).isEqualTo("city");
        assertThat(renamed.at("/entity/channel/privacy").asString()).isEqualTo("public");

        JsonNode left = entry(AuditAction.USER_CHANNEL_LEAVE);
        assertThat(left.at("/actor/user/id").asString()).isEqualTo("U2");
        assertThat(left.at("/details/kicker/user/id").asString()).isEqualTo("U1");

        JsonNode deleted = entry(AuditAction.MESSAGE_DELETED);
        assertThat(deleted.path("entity").toString())
                .isEqualTo("{\"type\":\"message\",\"message\":{\"team\":\"T1\",\"channel\":\"C1\","
                        + "\"timestamp\":\"0000000000.000020\"}}");
        assertThat(entry(AuditAction.TOKEN_ISSUED).at("/details/scopes").toString())
                .isEqualTo("[\"a:x\",\"b:x\"]");
    }

    @Test
    void noEntryShouldHoldWhatAnybodyWrote() {
        fixture.history();
        assertThat(fixture.entries(Filter.ALL).toString())
                .doesNotContain("xyzzy")
                .doesNotContain("plugh");
    }

    @Test
    void filtersShouldNarrow() {
        fixture.history();
        assertThat(actions(fixture.entries(by("U2", null))))
                .containsExactly(
                        "hansard.token_issued", "user_channel_leave", "hansard.message_edited", "user_channel_join");
        assertThat(actions(fixture.entries(by(null, "C2"))))
                .containsExactly("private_channel_archive", "private_channel_created");
        assertThat(actions(fixture.entries(by("U1", "U2"))))
                .containsExactly("user_deactivated", "role_change_to_admin");
        long now = System.currentTimeMillis() / 1_000;
        assertThat(fixture.entries(new Filter(now - 60, now + 60, Set.of(), null, null)))
                .hasSize(16);
        assertThat(fixture.entries(new Filter(now + 60, null, Set.of(), null, null)))
                .isEmpty();
        assertThat(fixture.entries(new Filter(null, now - 60, Set.of(), null, null)))
                .isEmpty();
    }

    @Test
    void pagesShouldMeetWithoutGapOrOverlapWhileTheTrailGrows() {
        fixture.history();
        List<String> whole = ids(fixture.entries(Filter.ALL));
        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            Page page = fixture.page(Filter.ALL, cursor, 3, OWNER);
            seen.addAll(ids(TrailFixture.parsed(page)));
            cursor = page.next();
        } while (cursor != null);
        assertThat(seen).doesNotHaveDuplicates().containsAll(whole);
        assertThat(seen.subList(seen.size() - whole.size(), seen.size())).isEqualTo(whole);
    }

    private static List<String> ids(List<JsonNode> entries) {
        return entries.stream().map(entry -> entry.path("id").asString()).toList();
    }

    @Test
    void cursorOfAnotherKindShouldBeRefused() {
        for (String cursor : List.of("x", "YXVkaXQ6eA", "bWVzc2FnZTox", "A".repeat(101))) {
            assertThatThrownBy(() -> fixture.page(Filter.ALL, cursor, 3, OWNER)).hasMessage("invalid_cursor");
        }
    }

    @Test
    void readingShouldBeOnTheTrailBeforeItIsAnswered() {
        fixture.history();
        fixture.page(by("U2", null), null, 10, OWNER);

        assertThat(fixture.recorded).hasSize(1);
        JsonNode read = entry(AuditAction.AUDIT_LOGS_RECORDS_SEARCHED);
        assertThat(read.at("/actor/user/id").asString()).isEqualTo("U1");
        assertThat(read.at("/details/actor_filter").asString()).isEqualTo("U2");
        assertThat(read.at("/context/ip_address").asString()).isEqualTo("192.0.2.7");
        assertThat(read.at("/context/ua").asString()).isEqualTo("siem/1.0");
    }

    @Test
    void nothingShouldBeReadWhenTheTrailCannotBeWritten() {
        fixture.history();
        fixture.refusing = true;
        assertThatThrownBy(() -> fixture.page(Filter.ALL, null, 10, OWNER)).hasMessage("service_unavailable");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ADMIN", "MEMBER", "MULTI_CHANNEL_GUEST", "SINGLE_CHANNEL_GUEST"})
    void whoIsNoOwnerShouldBeRefusedOnTheTrail(Role role) {
        fixture.history();
        var viewer = new Actor(TrailFixture.BOB, role, null, "A1");
        refused(viewer);
        JsonNode refusal = entry(AuditAction.ACTION_REFUSED);
        assertThat(refusal.at("/actor/user/id").asString()).isEqualTo("U2");
        assertThat(refusal.at("/details/reason").asString()).isEqualTo("not_authorized");
        assertThat(refusal.at("/hansard/outcome").asString()).isEqualTo("refused");
    }

    @Test
    void botOfAnOwnerShouldBeRefused() {
        refused(new Actor(TrailFixture.ANN, Role.OWNER, "B1", "A1"));
    }

    private void refused(Actor viewer) {
        assertThatThrownBy(() -> fixture.page(Filter.ALL, null, 10, viewer))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_AUTHORIZED));
    }

    @Test
    void operatorShouldReadAndBeFoundAsOne() {
        fixture.history();
        fixture.page(Filter.ALL, null, 10, Actor.OPERATOR);
        List<JsonNode> ofOperator = TrailFixture.parsed(fixture.page(by("OPERATOR", null), null, 10, OWNER));
        assertThat(ofOperator).hasSize(1);
        assertThat(ofOperator.getFirst().at("/actor/type").asString()).isEqualTo("operator");
    }

    @Test
    void replayShouldGiveTheSameEntries() {
        fixture.history();
        fixture.append(AuditEntry.of(TEAM, AuditAction.ROLE_ASSIGNED, AuditActor.OPERATOR)
                .with("user", "U2"));
        List<JsonNode> before = fixture.entries(Filter.ALL);

        fixture.record.readModels.replay(TrailProjection.NAME, progress -> {});

        assertThat(fixture.entries(Filter.ALL)).hasSize(17).isEqualTo(before);
    }

    @Test
    void damagedEventShouldHideNoOther() throws SQLException {
        fixture.history();
        fixture.entries(new Filter(1L, 2L, Set.of(), null, null));
        try (var connection = fixture.record.stores.shards().shard(0).reader().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE event SET facts = '{' WHERE position = 9");
            connection.commit();
        }

        List<JsonNode> entries = fixture.entries(Filter.ALL);

        assertThat(entries).hasSize(16);
        assertThat(entries)
                .filteredOn(entry -> entry.at("/hansard/position").asLong() == 9)
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.path("action").asString()).isEqualTo("hansard.message_deleted");
                    assertThat(entry.at("/hansard/readable").asBoolean(true)).isFalse();
                });
    }

    @Test
    void workspaceThatIsNowhereShouldHaveAnEmptyTrail() {
        assertThat(fixture.page(Filter.ALL, null, 10, OWNER).entries()).isEmpty();
    }
}
