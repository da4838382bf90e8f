// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.workspace;

import static dev.hansard.command.Refusals.refusal;

import dev.hansard.api.Actor;
import dev.hansard.api.Bot;
import dev.hansard.api.EmailHash;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Profile;
import dev.hansard.api.Role;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceCommands.AddPerson;
import dev.hansard.api.WorkspaceCommands.ChangeRole;
import dev.hansard.api.WorkspaceCommands.ClaimEmail;
import dev.hansard.api.WorkspaceCommands.DeactivatePerson;
import dev.hansard.api.WorkspaceCommands.ImportPeople;
import dev.hansard.api.WorkspaceCommands.ReactivatePerson;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.api.WorkspaceEvents.EmailClaimed;
import dev.hansard.api.WorkspaceEvents.PersonDeactivated;
import dev.hansard.api.WorkspaceEvents.PersonJoined;
import dev.hansard.api.WorkspaceEvents.PersonReactivated;
import dev.hansard.api.WorkspaceEvents.RoleChanged;
import dev.hansard.api.WorkspaceEvents.WorkspaceFounded;
import dev.hansard.api.WorkspaceId;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;

class WorkspaceTest {
    private static final WorkspaceId ID = new WorkspaceId("T1");
    private static final Actor PRIMARY = actor("UPRIMARY", Role.PRIMARY_OWNER);
    private static final Actor OWNER = actor("UOWNER", Role.OWNER);
    private static final Actor ADMIN = actor("UADMIN", Role.ADMIN);
    private static final Actor MEMBER = actor("UMEMBER", Role.MEMBER);

    private final List<WorkspaceEvents> past = new ArrayList<>(List.of(
            new WorkspaceFounded(ID, "Acme", "acme", 1),
            joined(PRIMARY),
            joined(OWNER),
            joined(ADMIN),
            joined(MEMBER)));

    @Test
    void adminShouldAddPeople() {
        when(add(ADMIN, "UNEW", "new", Role.MEMBER, "new@acme.test"))
                .expectEvents(new PersonJoined(
                        ID,
                        new UserId("UNEW"),
                        "new",
                        Role.MEMBER,
                        null,
                        EmailHash.of(ID, "new@acme.test"),
                        profile("new@acme.test")));
    }

    @Test
    void operatorShouldAddTheFirstPerson() {
        past.clear();
        past.add(new WorkspaceFounded(ID, "Acme", "acme", 1));
        when(add(Actor.OPERATOR, "U1", "ann", Role.PRIMARY_OWNER, ""))
                .expectEvents(
                        new PersonJoined(ID, new UserId("U1"), "ann", Role.PRIMARY_OWNER, null, null, profile("")));
    }

    @Test
    void botShouldBeAddedWithItsApp() {
        var bot = new Bot("B1", "A1", "Robo");
        var profile = Profile.named("Robo");
        when(new AddPerson(ID, new UserId("UBOT"), "robo", Role.MEMBER, bot, profile, false, ADMIN))
                .expectEvents(new PersonJoined(ID, new UserId("UBOT"), "robo", Role.MEMBER, bot, null, profile));
    }

    @Test
    void addingTheSamePersonAgainShouldChangeNothing() {
        when(add(ADMIN, "UMEMBER", "umember", Role.MEMBER, ""))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void handleAndAddressShouldBeUnique() {
        past.add(joined("UNEW", "new", "new@acme.test"));
        refused(add(ADMIN, "U2", "NEW", Role.MEMBER, ""), ErrorCode.USERNAME_TAKEN);
        refused(add(ADMIN, "U2", "other", Role.MEMBER, "New@Acme.test"), ErrorCode.EMAIL_TAKEN);
        refused(add(ADMIN, "U2", "slackbot", Role.MEMBER, ""), ErrorCode.USERNAME_TAKEN);
    }

    @Test
    void onlyAdminsShouldAddPeople() {
        refused(add(MEMBER, "U2", "x", Role.MEMBER, ""), ErrorCode.NOT_ADMIN);
        refused(add(actor("USTRANGER", Role.ADMIN), "U2", "x", Role.MEMBER, ""), ErrorCode.NOT_ADMIN);
    }

    @Test
    void deactivatedAdminShouldHaveNoSay() {
        past.add(new PersonDeactivated(ID, ADMIN.user(), OWNER.user()));
        refused(add(ADMIN, "U2", "x", Role.MEMBER, ""), ErrorCode.NOT_ADMIN);
    }

    @Test
    void onlyOwnersShouldAddAdmins() {
        refused(add(ADMIN, "U2", "x", Role.ADMIN, ""), ErrorCode.CANNOT_UPDATE_ADMIN_USER);
        when(add(OWNER, "U2", "x", Role.ADMIN, "")).expectSuccessfulHandlerExecution();
    }

    @Test
    void furtherPrimaryOwnerShouldComeInAsOwner() {
        when(add(Actor.OPERATOR, "U2", "x", Role.PRIMARY_OWNER, ""))
                .expectEvents(new PersonJoined(ID, new UserId("U2"), "x", Role.OWNER, null, null, profile("")));
    }

    @Test
    void importShouldSkipWhoIsInAndMakeHandlesUnique() {
        past.add(joined("UNEW", "new", "new@acme.test"));
        var gone = new AddPerson(ID, new UserId("U3"), "gone", Role.MEMBER, null, profile(""), true, Actor.OPERATOR);
        when(new ImportPeople(
                        ID,
                        List.of(
                                add(Actor.OPERATOR, "UMEMBER", "umember", Role.MEMBER, ""),
                                add(Actor.OPERATOR, "U2", "new", Role.MEMBER, "new@acme.test"),
                                gone),
                        Actor.OPERATOR))
                .expectEvents(
                        new PersonJoined(ID, new UserId("U2"), "new-2", Role.MEMBER, null, null, profile("")),
                        new PersonJoined(ID, new UserId("U3"), "gone", Role.MEMBER, null, null, profile("")),
                        new PersonDeactivated(ID, new UserId("U3"), Actor.OPERATOR.user()))
                .expectResultMessagePayload(2);
    }

    @Test
    void onlyOwnersShouldImport() {
        refused(new ImportPeople(ID, List.of(), ADMIN), ErrorCode.NOT_ADMIN);
    }

    @Test
    void adminShouldChangeTheRolesOfMembers() {
        when(role(ADMIN, MEMBER, Role.MULTI_CHANNEL_GUEST))
                .expectEvents(new RoleChanged(ID, MEMBER.user(), Role.MULTI_CHANNEL_GUEST, ADMIN.user()));
        when(role(ADMIN, MEMBER, Role.MEMBER))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void onlyOwnersShouldTouchAdminsAndOwners() {
        refused(role(MEMBER, MEMBER, Role.ADMIN), ErrorCode.NOT_ADMIN);
        refused(role(ADMIN, MEMBER, Role.ADMIN), ErrorCode.CANNOT_UPDATE_ADMIN_USER);
        refused(role(ADMIN, OWNER, Role.MEMBER), ErrorCode.CANNOT_UPDATE_ADMIN_USER);
        when(role(OWNER, ADMIN, Role.OWNER)).expectSuccessfulHandlerExecution();
        refused(role(OWNER, actor("UNOBODY", Role.MEMBER), Role.ADMIN), ErrorCode.USER_NOT_FOUND);
    }

    @Test
    void primaryOwnershipShouldBePassedByThePrimaryOwnerOnly() {
        when(role(PRIMARY, ADMIN, Role.PRIMARY_OWNER))
                .expectEvents(
                        new RoleChanged(ID, PRIMARY.user(), Role.OWNER, PRIMARY.user()),
                        new RoleChanged(ID, ADMIN.user(), Role.PRIMARY_OWNER, PRIMARY.user()));
        refused(role(OWNER, ADMIN, Role.PRIMARY_OWNER), ErrorCode.CANNOT_UPDATE_ADMIN_USER);
        past.add(new PersonDeactivated(ID, ADMIN.user(), OWNER.user()));
        refused(role(PRIMARY, ADMIN, Role.PRIMARY_OWNER), ErrorCode.USER_DISABLED);
    }

    @Test
    void lastPrimaryOwnerShouldStay() {
        refused(role(OWNER, PRIMARY, Role.MEMBER), ErrorCode.LAST_PRIMARY_OWNER);
        refused(role(PRIMARY, PRIMARY, Role.OWNER), ErrorCode.LAST_PRIMARY_OWNER);
        refused(new DeactivatePerson(ID, PRIMARY.user(), Actor.OPERATOR), ErrorCode.LAST_PRIMARY_OWNER);
    }

    @Test
    void personShouldBeDeactivatedAndComeBack() {
        var gone = new PersonDeactivated(ID, MEMBER.user(), ADMIN.user());
        when(new DeactivatePerson(ID, MEMBER.user(), ADMIN)).expectEvents(gone);
        when(new ReactivatePerson(ID, MEMBER.user(), ADMIN))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        past.add(gone);
        when(new DeactivatePerson(ID, MEMBER.user(), ADMIN))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        when(new ReactivatePerson(ID, MEMBER.user(), ADMIN))
                .expectEvents(new PersonReactivated(ID, MEMBER.user(), ADMIN.user()));
    }

    @Test
    void deactivationShouldFollowTheRules() {
        refused(new DeactivatePerson(ID, OWNER.user(), MEMBER), ErrorCode.NOT_ADMIN);
        refused(new DeactivatePerson(ID, OWNER.user(), ADMIN), ErrorCode.CANNOT_UPDATE_ADMIN_USER);
        refused(new DeactivatePerson(ID, new UserId("UNOBODY"), ADMIN), ErrorCode.USER_NOT_FOUND);
        refused(new ReactivatePerson(ID, new UserId("UNOBODY"), ADMIN), ErrorCode.USER_NOT_FOUND);
        refused(new ReactivatePerson(ID, MEMBER.user(), MEMBER), ErrorCode.NOT_ADMIN);
    }

    @Test
    void addressShouldBeClaimedAndGivenUp() {
        String hash = EmailHash.of(ID, "m@acme.test");
        var claimed = new EmailClaimed(ID, MEMBER.user(), hash);
        when(claim(MEMBER, "m@acme.test")).expectEvents(claimed);
        past.add(claimed);
        when(claim(MEMBER, "M@acme.test")).expectSuccessfulHandlerExecution().expectNoEvents();
        refused(new ClaimEmail(ID, OWNER.user(), "m@acme.test", OWNER), ErrorCode.EMAIL_TAKEN);
        when(claim(MEMBER, "")).expectEvents(new EmailClaimed(ID, MEMBER.user(), null));
        past.add(new EmailClaimed(ID, MEMBER.user(), null));
        when(new ClaimEmail(ID, OWNER.user(), "m@acme.test", OWNER))
                .expectEvents(new EmailClaimed(ID, OWNER.user(), hash));
    }

    @Test
    void addressOfAnotherShouldBeAnAdminsMatter() {
        refused(new ClaimEmail(ID, OWNER.user(), "x@acme.test", MEMBER), ErrorCode.NOT_ADMIN);
        refused(new ClaimEmail(ID, new UserId("UNOBODY"), "x@acme.test", ADMIN), ErrorCode.USER_NOT_FOUND);
        when(new ClaimEmail(ID, MEMBER.user(), "x@acme.test", ADMIN)).expectSuccessfulHandlerExecution();
    }

    private ResultValidator<Workspace> when(Object command) {
        return new AggregateTestFixture<>(Workspace.class).given(past).when(command);
    }

    private void refused(Object command, ErrorCode code) {
        when(command).expectNoEvents().expectException(refusal(code));
    }

    private static Actor actor(String id, Role role) {
        return new Actor(new UserId(id), role, null, Actor.FIRST_PARTY_APP);
    }

    private static Profile profile(String email) {
        return Profile.named("Someone").withEmail(email);
    }

    private static PersonJoined joined(Actor actor) {
        return new PersonJoined(ID, actor.user(), actor.user().value(), actor.role(), null, null, profile(""));
    }

    private static PersonJoined joined(String id, String handle, String email) {
        return new PersonJoined(ID, new UserId(id), handle, Role.MEMBER, null, EmailHash.of(ID, email), profile(email));
    }

    private static AddPerson add(Actor actor, String id, String handle, Role role, String email) {
        return new AddPerson(ID, new UserId(id), handle, role, null, profile(email), false, actor);
    }

    private static ChangeRole role(Actor actor, Actor person, Role role) {
        return new ChangeRole(ID, person.user(), role, actor);
    }

    private static ClaimEmail claim(Actor actor, String email) {
        return new ClaimEmail(ID, actor.user(), email, actor);
    }
}
