// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.cases;

import static dev.hansard.command.Refusals.refusal;

import dev.hansard.api.Actor;
import dev.hansard.api.CaseCommands.CloseCase;
import dev.hansard.api.CaseCommands.GrantCaseRole;
import dev.hansard.api.CaseCommands.OpenCase;
import dev.hansard.api.CaseCommands.ReopenCase;
import dev.hansard.api.CaseCommands.RevokeCaseRole;
import dev.hansard.api.CaseCommands.RoleGrant;
import dev.hansard.api.CaseCommands.SearchCase;
import dev.hansard.api.CaseEvents.CaseClosed;
import dev.hansard.api.CaseEvents.CaseOpened;
import dev.hansard.api.CaseEvents.CaseReopened;
import dev.hansard.api.CaseEvents.CaseRoleGranted;
import dev.hansard.api.CaseEvents.CaseRoleRequested;
import dev.hansard.api.CaseEvents.CaseRoleRevoked;
import dev.hansard.api.CaseEvents.CaseSearched;
import dev.hansard.api.CaseKey;
import dev.hansard.api.CaseRole;
import dev.hansard.api.CaseScope;
import dev.hansard.api.CaseText;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Role;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.cases.CaseSettings;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

class DocketTest {
    private static final CaseKey KEY = new CaseKey(new WorkspaceId("T1"));
    private static final Actor OWNER = actor("UOWNER", Role.PRIMARY_OWNER);
    private static final Actor OWNER2 = actor("UOWNER2", Role.OWNER);
    private static final Actor ADMIN = actor("UADMIN", Role.ADMIN);
    private static final Actor INA = actor("UINA", Role.MEMBER);
    private static final Actor AUDREY = actor("UAUDREY", Role.MEMBER);
    private static final Actor BOT = new Actor(new UserId("UOWNER"), Role.OWNER, "B1", "A1");
    private static final CaseScope ANYWHERE = new CaseScope(Set.of(), Set.of(), Set.of(), null, null);
    private static final CaseOpened OPENED =
            new CaseOpened(KEY, "M1", OWNER.user(), new CaseText("Doe v. Roe", "subpoena", null));
    private static final CaseRoleGranted INVESTIGATES =
            new CaseRoleGranted(KEY, "M1", INA.user(), CaseRole.INVESTIGATOR, OWNER.user(), OWNER2.user());
    private static final CaseRoleGranted AUDITS =
            new CaseRoleGranted(KEY, "M1", AUDREY.user(), CaseRole.AUDITOR, OWNER.user(), null);
    private static final CaseClosed CLOSED = new CaseClosed(KEY, "M1", OWNER.user(), why("settled"));

    @Test
    void ownersAndTheOperatorShouldOpenCasesAndNobodyElse() {
        given().when(new OpenCase(KEY, "M1", "Doe v. Roe", "subpoena", OWNER)).expectEvents(OPENED);
        given().when(new OpenCase(KEY, "M1", "Doe v. Roe", "subpoena", Actor.OPERATOR))
                .expectEvents(new CaseOpened(KEY, "M1", UserId.SLACKBOT, OPENED.content()));
        for (Actor other : new Actor[] {ADMIN, INA, BOT}) {
            given().when(new OpenCase(KEY, "M1", "x", "y", other)).expectException(refusal(ErrorCode.NOT_AUTHORIZED));
        }
        given().when(new OpenCase(KEY, "M1", " ", "y", OWNER)).expectException(refusal(ErrorCode.INVALID_ARGUMENTS));
    }

    @Test
    void roleThatOpensContentShouldNeedTwo() {
        var asked = new CaseRoleRequested(KEY, "M1", INA.user(), CaseRole.INVESTIGATOR, OWNER.user());
        var grant = new GrantCaseRole(KEY, "M1", INA.user(), CaseRole.INVESTIGATOR, OWNER);
        given(OPENED).when(grant).expectEvents(asked).expectResultMessagePayload(new RoleGrant(true));
        given(OPENED, asked).when(grant).expectNoEvents().expectResultMessagePayload(new RoleGrant(true));
        given(OPENED, asked)
                .when(new GrantCaseRole(KEY, "M1", INA.user(), CaseRole.INVESTIGATOR, OWNER2))
                .expectEvents(INVESTIGATES)
                .expectResultMessagePayload(new RoleGrant(false));
        given(OPENED, asked)
                .when(new GrantCaseRole(KEY, "M1", INA.user(), CaseRole.REVIEWER, OWNER2))
                .expectException(refusal(ErrorCode.HAS_OTHER_ROLE));
    }

    @Test
    void auditorShouldNeedOne() {
        given(OPENED)
                .when(new GrantCaseRole(KEY, "M1", AUDREY.user(), CaseRole.AUDITOR, OWNER))
                .expectEvents(AUDITS);
    }

    @Test
    void nobodyShouldLetThemselvesIn() {
        var asked = new CaseRoleRequested(KEY, "M1", OWNER.user(), CaseRole.REVIEWER, OWNER2.user());
        given(OPENED)
                .when(new GrantCaseRole(KEY, "M1", OWNER.user(), CaseRole.REVIEWER, OWNER))
                .expectException(refusal(ErrorCode.RESTRICTED_ACTION));
        given(OPENED, asked)
                .when(new GrantCaseRole(KEY, "M1", OWNER.user(), CaseRole.REVIEWER, OWNER))
                .expectException(refusal(ErrorCode.RESTRICTED_ACTION));
        given(OPENED, INVESTIGATES)
                .when(new GrantCaseRole(KEY, "M1", AUDREY.user(), CaseRole.REVIEWER, INA))
                .expectException(refusal(ErrorCode.NOT_AUTHORIZED));
    }

    @Test
    void personShouldHaveOneRoleInACase() {
        given(OPENED, AUDITS)
                .when(new GrantCaseRole(KEY, "M1", AUDREY.user(), CaseRole.INVESTIGATOR, OWNER))
                .expectException(refusal(ErrorCode.HAS_OTHER_ROLE));
    }

    @Test
    void onlyInvestigatorsAndTheOperatorShouldSearch() {
        var search = new SearchCase(KEY, "M1", "Z1", ANYWHERE, "merger", 7, INA);
        given(OPENED, INVESTIGATES)
                .when(search)
                .expectEvents(new CaseSearched(
                        KEY, "M1", "Z1", ANYWHERE, true, 7, INA.user(), new CaseText(null, null, "merger")));
        for (Actor other : new Actor[] {OWNER, ADMIN, AUDREY, BOT}) {
            for (String id : new String[] {"M1", "M2"}) {
                given(OPENED, INVESTIGATES, AUDITS)
                        .when(new SearchCase(KEY, id, "Z1", ANYWHERE, null, 7, other))
                        .expectException(refusal(ErrorCode.NOT_AUTHORIZED));
            }
        }
        given(OPENED)
                .when(new SearchCase(KEY, "M2", "Z1", ANYWHERE, null, 7, Actor.OPERATOR))
                .expectException(refusal(ErrorCode.CASE_NOT_FOUND));
    }

    @Test
    void searchShouldRefuseARangeThatEndsBeforeItBegins() {
        var backwards = new CaseScope(Set.of(), Set.of(), Set.of(), new Ts(2), new Ts(2));
        given(OPENED, INVESTIGATES)
                .when(new SearchCase(KEY, "M1", "Z1", backwards, null, 7, INA))
                .expectException(refusal(ErrorCode.INVALID_ARGUMENTS));
    }

    @Test
    void closedCaseShouldGiveNoAccessAndForgetWhoHadIt() {
        var reopened = new CaseReopened(KEY, "M1", OWNER.user(), why("appeal"));
        var search = new SearchCase(KEY, "M1", "Z1", ANYWHERE, null, 7, INA);
        given(OPENED, INVESTIGATES)
                .when(new CloseCase(KEY, "M1", "settled", OWNER))
                .expectEvents(CLOSED);
        given(OPENED, INVESTIGATES, CLOSED).when(search).expectException(refusal(ErrorCode.CASE_CLOSED));
        given(OPENED, INVESTIGATES, CLOSED)
                .when(new ReopenCase(KEY, "M1", "appeal", OWNER))
                .expectEvents(reopened);
        given(OPENED, INVESTIGATES, CLOSED, reopened).when(search).expectException(refusal(ErrorCode.NOT_AUTHORIZED));
    }

    @Test
    void roleShouldBeTakenByOwnersAndByThePersonItself() {
        var revoked = new CaseRoleRevoked(KEY, "M1", INA.user(), CaseRole.INVESTIGATOR, INA.user());
        given(OPENED, INVESTIGATES)
                .when(new RevokeCaseRole(KEY, "M1", INA.user(), INA))
                .expectEvents(revoked);
        given(OPENED, INVESTIGATES, AUDITS)
                .when(new RevokeCaseRole(KEY, "M1", INA.user(), AUDREY))
                .expectException(refusal(ErrorCode.NOT_AUTHORIZED));
        given(OPENED, INVESTIGATES, revoked)
                .when(new RevokeCaseRole(KEY, "M1", INA.user(), OWNER))
                .expectNoEvents();
    }

    private static CaseText why(String reason) {
        return new CaseText(null, reason, null);
    }

    private static Actor actor(String id, Role role) {
        return new Actor(new UserId(id), role, null, Actor.FIRST_PARTY_APP);
    }

    private static TestExecutor<Docket> given(Object... events) {
        return new AggregateTestFixture<>(Docket.class)
                .registerInjectableResource(new CaseSettings(true))
                .given(events);
    }
}
