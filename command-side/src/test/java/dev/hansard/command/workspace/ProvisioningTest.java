// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.workspace;

import static dev.hansard.command.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.Actor;
import dev.hansard.api.Bot;
import dev.hansard.api.EmailHash;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.IdentityHash;
import dev.hansard.api.Profile;
import dev.hansard.api.Role;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceCommands.AddPerson;
import dev.hansard.api.WorkspaceCommands.ProvisionPerson;
import dev.hansard.api.WorkspaceCommands.UpdateAccount;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.api.WorkspaceEvents.EmailClaimed;
import dev.hansard.api.WorkspaceEvents.HandleChanged;
import dev.hansard.api.WorkspaceEvents.IdentityLinked;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What identity providers may do with accounts. */
class ProvisioningTest {
    private static final WorkspaceId ID = new WorkspaceId("T1");
    private static final Actor PRIMARY = actor("UPRIMARY", Role.PRIMARY_OWNER);
    private static final Actor OWNER = actor("UOWNER", Role.OWNER);
    private static final Actor ADMIN = actor("UADMIN", Role.ADMIN);
    private static final Actor MEMBER = actor("UMEMBER", Role.MEMBER);
    private static final UserId ADA = new UserId("UADA");
    private static final String ADA_NAME = "Ada@acme.test";

    private final List<WorkspaceEvents> past = new ArrayList<>(List.of(
            new WorkspaceFounded(ID, "Acme", "acme", 1),
            joined(PRIMARY),
            joined(OWNER),
            joined(ADMIN),
            joined(MEMBER)));

    @Test
    void handleShouldBeMadeOfTheUserName() {
        when(provision(ADMIN, ADA, ADA_NAME, "00u1"))
                .expectEvents(
                        new PersonJoined(
                                ID, ADA, "ada", Role.MEMBER, null, EmailHash.of(ID, ADA_NAME), profile(ADA_NAME)),
                        new IdentityLinked(
                                ID,
                                ADA,
                                IdentityHash.ofUserName(ID, "ada@ACME.test"),
                                IdentityHash.ofExternalId(ID, "00u1"),
                                ADMIN.user()));
        past.addAll(provisioned());
        when(provision(ADMIN, ADA, ADA_NAME, "00u1"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void handlesShouldBeWhatOthersCanType() {
        assertThat(UserName.handle("Ada.Lovelace+x@acme.test")).isEqualTo("ada.lovelace-x");
        assertThat(UserName.handle("ACME\\Ada Lovelace")).isEqualTo("acme-ada-lovelace");
        assertThat(UserName.handle("@")).isEqualTo("user");
        assertThat(UserName.handle("x".repeat(300))).hasSize(80);
        assertThat(UserName.fits("ada-12", "ada@acme.test")).isTrue();
        assertThat(UserName.fits("ada-b", "ada@acme.test")).isFalse();
    }

    @Test
    void takenHandleShouldGetANumberButTakenNamesAreRefused() {
        past.addAll(provisioned());
        when(provision(ADMIN, new UserId("U2"), "ada@other.test", null)).expectSuccessfulHandlerExecution();
        assertThat(People.class).isNotNull();
        refused(provision(ADMIN, new UserId("U2"), "ADA@acme.test", null), ErrorCode.USERNAME_TAKEN);
        refused(provision(ADMIN, new UserId("U2"), "ada", null), ErrorCode.USERNAME_TAKEN);
        refused(provision(ADMIN, new UserId("U2"), "Umember", null), ErrorCode.USERNAME_TAKEN);
        refused(provision(ADMIN, new UserId("U2"), "slackbot", null), ErrorCode.USERNAME_TAKEN);
        refused(
                new ProvisionPerson(
                        ID, new UserId("U2"), "new", null, Role.MEMBER, profile("ada@acme.test"), true, ADMIN),
                ErrorCode.EMAIL_TAKEN);
    }

    @Test
    void onlyAdminsShouldProvisionAndOnlyOwnersAdmins() {
        refused(provision(MEMBER, ADA, ADA_NAME, null), ErrorCode.NOT_ADMIN);
        refused(provision(actor("USTRANGER", Role.ADMIN), ADA, ADA_NAME, null), ErrorCode.NOT_ADMIN);
        refused(
                new ProvisionPerson(ID, ADA, ADA_NAME, null, Role.ADMIN, profile(""), true, ADMIN),
                ErrorCode.CANNOT_UPDATE_ADMIN_USER);
        refused(
                new ProvisionPerson(ID, ADA, ADA_NAME, null, Role.PRIMARY_OWNER, profile(""), true, PRIMARY),
                ErrorCode.LAST_PRIMARY_OWNER);
    }

    @Test
    void accountShouldChangeAllAtOnce() {
        past.addAll(provisioned());
        when(new UpdateAccount(ID, ADA, "ada.l@acme.test", null, "l@acme.test", Role.ADMIN, false, OWNER))
                .expectEvents(
                        new HandleChanged(ID, ADA, "ada.l", OWNER.user()),
                        new IdentityLinked(ID, ADA, IdentityHash.ofUserName(ID, "ada.l@acme.test"), null, OWNER.user()),
                        new EmailClaimed(ID, ADA, EmailHash.of(ID, "l@acme.test")),
                        new RoleChanged(ID, ADA, Role.ADMIN, OWNER.user()),
                        new PersonDeactivated(ID, ADA, OWNER.user()));
        refused(
                new UpdateAccount(ID, ADA, "umember", null, "l@acme.test", Role.ADMIN, false, OWNER),
                ErrorCode.USERNAME_TAKEN);
        past.add(new PersonDeactivated(ID, ADA, OWNER.user()));
        when(update(ADMIN, ADA, ADA_NAME, Role.MEMBER, true))
                .expectEvents(new PersonReactivated(ID, ADA, ADMIN.user()));
    }

    @Test
    void takingAnAccountOverShouldLeaveItsHandle() {
        when(new UpdateAccount(ID, MEMBER.user(), "mel@acme.test", "x", "", Role.MEMBER, true, ADMIN))
                .expectEvents(new IdentityLinked(
                        ID,
                        MEMBER.user(),
                        IdentityHash.ofUserName(ID, "mel@acme.test"),
                        IdentityHash.ofExternalId(ID, "x"),
                        ADMIN.user()));
        when(new UpdateAccount(ID, MEMBER.user(), null, null, "", Role.MEMBER, true, ADMIN))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void oldNameShouldBeFreeAgain() {
        past.addAll(provisioned());
        past.add(new HandleChanged(ID, ADA, "ada.l", ADMIN.user()));
        past.add(new IdentityLinked(ID, ADA, IdentityHash.ofUserName(ID, "ada.l"), null, ADMIN.user()));
        when(new ProvisionPerson(ID, new UserId("U2"), ADA_NAME, null, Role.MEMBER, profile(""), true, ADMIN))
                .expectEvents(
                        new PersonJoined(ID, new UserId("U2"), "ada", Role.MEMBER, null, null, profile("")),
                        new IdentityLinked(
                                ID, new UserId("U2"), IdentityHash.ofUserName(ID, ADA_NAME), null, ADMIN.user()));
    }

    @Test
    void primaryOwnerShouldStayAndKeepTheRole() {
        refused(update(PRIMARY, PRIMARY.user(), null, Role.PRIMARY_OWNER, false), ErrorCode.LAST_PRIMARY_OWNER);
        refused(update(PRIMARY, PRIMARY.user(), null, Role.OWNER, true), ErrorCode.LAST_PRIMARY_OWNER);
        refused(update(PRIMARY, MEMBER.user(), null, Role.PRIMARY_OWNER, true), ErrorCode.LAST_PRIMARY_OWNER);
        refused(update(OWNER, PRIMARY.user(), null, Role.PRIMARY_OWNER, false), ErrorCode.LAST_PRIMARY_OWNER);
    }

    @Test
    void rulesOfRolesShouldHold() {
        refused(update(MEMBER, ADMIN.user(), null, Role.ADMIN, false), ErrorCode.NOT_ADMIN);
        refused(update(ADMIN, OWNER.user(), null, Role.OWNER, false), ErrorCode.CANNOT_UPDATE_ADMIN_USER);
        refused(update(ADMIN, MEMBER.user(), null, Role.ADMIN, true), ErrorCode.CANNOT_UPDATE_ADMIN_USER);
        refused(update(ADMIN, OWNER.user(), "o@acme.test", Role.OWNER, true), ErrorCode.CANNOT_UPDATE_ADMIN_USER);
        refused(update(ADMIN, new UserId("UNOBODY"), null, Role.MEMBER, true), ErrorCode.USER_NOT_FOUND);
        past.add(new PersonDeactivated(ID, ADMIN.user(), OWNER.user()));
        refused(update(ADMIN, MEMBER.user(), null, Role.MEMBER, false), ErrorCode.NOT_ADMIN);
    }

    @Test
    void botsShouldBeNoAccounts() {
        var bot = new UserId("UBOT");
        past.add(new PersonJoined(
                ID, bot, "robo", Role.MEMBER, new Bot("B1", "A1", "Robo"), null, Profile.named("Robo")));
        refused(update(OWNER, bot, null, Role.MEMBER, false), ErrorCode.USER_NOT_FOUND);
    }

    @Test
    void othersShouldNotTakeAManagedNameAsTheirHandle() {
        past.addAll(provisioned());
        refused(
                new AddPerson(ID, new UserId("U2"), "ada", Role.MEMBER, null, profile(""), false, ADMIN),
                ErrorCode.USERNAME_TAKEN);
    }

    private static List<WorkspaceEvents> provisioned() {
        return List.of(
                new PersonJoined(ID, ADA, "ada", Role.MEMBER, null, EmailHash.of(ID, ADA_NAME), profile(ADA_NAME)),
                new IdentityLinked(ID, ADA, IdentityHash.ofUserName(ID, ADA_NAME), null, ADMIN.user()));
    }

    private ResultValidator<Workspace> when(Object command) {
        return new AggregateTestFixture<>(Workspace.class).given(past).when(command);
    }

    private void refused(Object command, ErrorCode code) {
        when(command).expectNoEvents().expectException(refusal(code));
    }

    private static ProvisionPerson provision(Actor actor, UserId user, String userName, @Nullable String externalId) {
        return new ProvisionPerson(
                ID,
                user,
                userName,
                externalId,
                Role.MEMBER,
                profile(userName.contains("@") ? userName : ""),
                true,
                actor);
    }

    private static UpdateAccount update(
            Actor actor, UserId user, @Nullable String userName, Role role, boolean active) {
        String email = user.equals(ADA) ? ADA_NAME : "";
        return new UpdateAccount(ID, user, userName, null, email, role, active, actor);
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
}
