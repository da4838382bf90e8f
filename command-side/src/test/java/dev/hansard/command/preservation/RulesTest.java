// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.preservation;

import static dev.hansard.command.Refusals.refusal;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.HoldScope;
import dev.hansard.api.HoldText;
import dev.hansard.api.PreservationCommands.ApproveRetention;
import dev.hansard.api.PreservationCommands.CreateHold;
import dev.hansard.api.PreservationCommands.ExtendHold;
import dev.hansard.api.PreservationCommands.ReactivateHold;
import dev.hansard.api.PreservationCommands.ReleaseHold;
import dev.hansard.api.PreservationCommands.RetentionChange;
import dev.hansard.api.PreservationCommands.SetRetention;
import dev.hansard.api.PreservationCommands.StartRetentionRun;
import dev.hansard.api.PreservationEvents.HoldCreated;
import dev.hansard.api.PreservationEvents.HoldExtended;
import dev.hansard.api.PreservationEvents.HoldReactivated;
import dev.hansard.api.PreservationEvents.HoldReleased;
import dev.hansard.api.PreservationEvents.RetentionProposed;
import dev.hansard.api.PreservationEvents.RetentionRunStarted;
import dev.hansard.api.PreservationEvents.RetentionSet;
import dev.hansard.api.PreservationEvents.RunCause;
import dev.hansard.api.PreservationKey;
import dev.hansard.api.RetentionRule;
import dev.hansard.api.RetentionScope;
import dev.hansard.api.Role;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.preservation.RetentionSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

class RulesTest {
    private static final PreservationKey KEY = new PreservationKey(new WorkspaceId("T1"));
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final long SECOND = NOW.getEpochSecond();
    private static final long GRACE = Duration.ofDays(7).toSeconds();
    private static final Actor OWNER = actor("UOWNER", Role.OWNER);
    private static final Actor ADMIN = actor("UADMIN", Role.ADMIN);
    private static final Actor ADMIN2 = actor("UADMIN2", Role.ADMIN);
    private static final Actor MEMBER = actor("UMEMBER", Role.MEMBER);
    private static final RetentionScope ROOM = RetentionScope.of(new ChannelId("C1"));
    private static final HoldScope ANN = scope("UANN");
    private static final HoldText TEXT = new HoldText("Acme v. Other", "subpoena", List.of());

    @Test
    void ownersShouldCreateHoldsAndNobodyElse() {
        given().when(new CreateHold(KEY, "H1", ANN, TEXT, OWNER))
                .expectEvents(new HoldCreated(KEY, "H1", ANN, false, OWNER.user(), TEXT));
        given().when(new CreateHold(KEY, "H1", ANN, TEXT, ADMIN)).expectException(refusal(ErrorCode.NOT_AN_ADMIN));
        given().when(new CreateHold(KEY, "H1", ANN, TEXT, MEMBER)).expectException(refusal(ErrorCode.NOT_AN_ADMIN));
    }

    @Test
    void holdShouldNeedNameAndReason() {
        for (HoldText text : List.of(
                new HoldText(null, "why", List.of()),
                new HoldText("name", " ", List.of()),
                new HoldText("name", "why", List.of("!?")))) {
            given().when(new CreateHold(KEY, "H1", ANN, text, OWNER))
                    .expectException(refusal(ErrorCode.INVALID_ARGUMENTS));
        }
    }

    @Test
    void sameHoldAgainShouldSucceedWithoutEffect() {
        given(created()).when(new CreateHold(KEY, "H1", ANN, TEXT, OWNER)).expectNoEvents();
    }

    @Test
    void extensionShouldAddAndNeverNarrow() {
        HoldText why = new HoldText(null, "another custodian", List.of());
        given(created())
                .when(new ExtendHold(KEY, "H1", scope("UBEN"), why, OWNER))
                .expectEvents(new HoldExtended(KEY, "H1", scope("UBEN"), OWNER.user(), why));
        given(new HoldCreated(KEY, "H1", scope(), false, OWNER.user(), TEXT))
                .when(new ExtendHold(KEY, "H1", ANN, why, OWNER))
                .expectException(refusal(ErrorCode.INVALID_ARGUMENTS));
        given(created())
                .when(new ExtendHold(KEY, "H1", scope(), new HoldText(null, "x", List.of("word")), OWNER))
                .expectException(refusal(ErrorCode.INVALID_ARGUMENTS));
        given(created())
                .when(new ExtendHold(KEY, "H2", ANN, why, OWNER))
                .expectException(refusal(ErrorCode.HOLD_NOT_FOUND));
    }

    @Test
    void releaseAndReactivationShouldAlternate() {
        var released = new HoldReleased(KEY, "H1", OWNER.user(), new HoldText(null, "settled", List.of()));
        given(created()).when(new ReleaseHold(KEY, "H1", "settled", OWNER)).expectEvents(released);
        given(created(), released)
                .when(new ReleaseHold(KEY, "H1", "again", OWNER))
                .expectNoEvents();
        given(created(), released)
                .when(new ReactivateHold(KEY, "H1", "appeal", OWNER))
                .expectEvents(new HoldReactivated(KEY, "H1", OWNER.user(), new HoldText(null, "appeal", List.of())));
        given(created(), released)
                .when(new ExtendHold(KEY, "H1", scope("UBEN"), TEXT, OWNER))
                .expectException(refusal(ErrorCode.HOLD_RELEASED));
    }

    @Test
    void shorteningShouldWaitForASecondPersonAndThenForGrace() {
        var proposed = new RetentionProposed(KEY, "P1", ROOM, RetentionRule.deleteAfter(30), ADMIN.user());
        given().when(set("P1", 30, ADMIN))
                .expectEvents(proposed)
                .expectResultMessagePayload(new RetentionChange("P1", true, 0));
        given(proposed).when(set("P2", 30, ADMIN)).expectNoEvents();
        var decided = new RetentionSet(
                KEY, "P1", ROOM, RetentionRule.deleteAfter(30), ADMIN.user(), ADMIN2.user(), SECOND, SECOND + GRACE);
        given(proposed).when(set("P2", 30, ADMIN2)).expectEvents(decided);
        given(proposed).when(new ApproveRetention(KEY, "P1", NOW, ADMIN2)).expectEvents(decided);
        given(proposed)
                .when(new ApproveRetention(KEY, "P1", NOW, ADMIN))
                .expectException(refusal(ErrorCode.RESTRICTED_ACTION));
        given(proposed)
                .when(new ApproveRetention(KEY, "P1", NOW, MEMBER))
                .expectException(refusal(ErrorCode.NOT_AN_ADMIN));
    }

    @Test
    void keepingLongerShouldTakeEffectAtOnce() {
        var thirty = inEffect(30);
        given(thirty)
                .when(set("P2", 60, ADMIN))
                .expectEvents(new RetentionSet(
                        KEY, "P2", ROOM, RetentionRule.deleteAfter(60), ADMIN.user(), null, SECOND, SECOND));
        given(thirty)
                .when(new SetRetention(KEY, "P2", ROOM, null, ChannelKind.PUBLIC, NOW, ADMIN))
                .expectEvents(new RetentionSet(KEY, "P2", ROOM, null, ADMIN.user(), null, SECOND, SECOND));
        given(thirty).when(set("P2", 30, ADMIN2)).expectNoEvents();
        given(thirty)
                .when(set("P2", 29, ADMIN2))
                .expectEvents(new RetentionProposed(KEY, "P2", ROOM, RetentionRule.deleteAfter(29), ADMIN2.user()));
    }

    @Test
    void loweringAStatutoryMinimumShouldCountAsShortening() {
        var before = new RetentionSet(
                KEY, "P1", RetentionScope.WORKSPACE, RetentionRule.KEEP.withMinimum(90), ADMIN.user(), null, 1, 1);
        given(before)
                .when(new SetRetention(KEY, "P2", RetentionScope.WORKSPACE, RetentionRule.KEEP, null, NOW, ADMIN))
                .expectEvents(
                        new RetentionProposed(KEY, "P2", RetentionScope.WORKSPACE, RetentionRule.KEEP, ADMIN.user()));
    }

    @Test
    void runShouldBeOneAtATime() {
        var running = new RetentionRunStarted(KEY, "R1", RunCause.DEMAND, ADMIN.user());
        given().when(new StartRetentionRun(KEY, "R1", RunCause.DEMAND, ADMIN)).expectEvents(running);
        given(running)
                .when(new StartRetentionRun(KEY, "R2", RunCause.SCHEDULE, Actor.OPERATOR))
                .expectNoEvents()
                .expectResultMessagePayload("R1");
        given().when(new StartRetentionRun(KEY, "R1", RunCause.DEMAND, MEMBER))
                .expectException(refusal(ErrorCode.NOT_AN_ADMIN));
    }

    private static TestExecutor<Rules> given(Object... events) {
        return new AggregateTestFixture<>(Rules.class)
                .registerInjectableResource(new RetentionSettings(
                        RetentionRule.Mode.KEEP_ALL,
                        0,
                        0,
                        true,
                        true,
                        Duration.ofDays(7),
                        LocalTime.of(3, 0),
                        Duration.ofSeconds(5)))
                .given(events);
    }

    private static RetentionSet inEffect(int days) {
        return new RetentionSet(KEY, "P1", ROOM, RetentionRule.deleteAfter(days), ADMIN.user(), ADMIN2.user(), 1, 1);
    }

    private static SetRetention set(String change, int days, Actor actor) {
        return new SetRetention(KEY, change, ROOM, RetentionRule.deleteAfter(days), ChannelKind.PUBLIC, NOW, actor);
    }

    private static HoldCreated created() {
        return new HoldCreated(KEY, "H1", ANN, false, OWNER.user(), TEXT);
    }

    private static HoldScope scope(String... people) {
        return new HoldScope(
                Set.of(people).stream().map(UserId::new).collect(java.util.stream.Collectors.toSet()),
                Set.of(),
                false,
                false,
                null,
                null);
    }

    private static Actor actor(String id, Role role) {
        return new Actor(new UserId(id), role, null, Actor.FIRST_PARTY_APP);
    }
}
