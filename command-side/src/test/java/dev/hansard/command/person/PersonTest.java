// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.person;

import static dev.hansard.command.Refusals.refusal;

import dev.hansard.api.Actor;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.PersonCommands.EndSnooze;
import dev.hansard.api.PersonCommands.SetProfile;
import dev.hansard.api.PersonCommands.StartSnooze;
import dev.hansard.api.PersonEvents;
import dev.hansard.api.PersonEvents.ProfileChanged;
import dev.hansard.api.PersonEvents.SnoozeEnded;
import dev.hansard.api.PersonEvents.SnoozeStarted;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Profile;
import dev.hansard.api.Role;
import dev.hansard.api.UserId;
import dev.hansard.command.channel.FakeEventLog;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;

class PersonTest {
    private static final PersonKey KEY = PersonKey.of("T1", "UANN");
    private static final Actor ANN = new Actor(KEY.user(), Role.MEMBER, null, "A1");
    private static final Actor BEN = new Actor(new UserId("UBEN"), Role.MEMBER, null, "A1");
    private static final Actor ADMIN = new Actor(new UserId("UADMIN"), Role.ADMIN, null, "A1");

    private final FakeEventLog log = new FakeEventLog();
    private final List<PersonEvents> past = new ArrayList<>();

    @Test
    void personShouldChangeItsProfile() {
        when(new SetProfile(KEY, profile("hi"), ANN)).expectEvents(changed("hi", ANN));
    }

    @Test
    void adminShouldChangeAnothersProfile() {
        when(new SetProfile(KEY, profile("hi"), ADMIN)).expectEvents(changed("hi", ADMIN));
        refused(new SetProfile(KEY, profile("hi"), BEN), ErrorCode.NOT_ADMIN);
    }

    @Test
    void unchangedProfileShouldBeNoEvent() {
        given(changed("hi", ANN));
        when(new SetProfile(KEY, profile("hi"), ANN))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        when(new SetProfile(KEY, profile("ho"), ANN)).expectEvents(changed("ho", ANN));
    }

    @Test
    void statusShouldHaveAtMostAHundredCharacters() {
        when(new SetProfile(KEY, profile("😀".repeat(100)), ANN)).expectSuccessfulHandlerExecution();
        refused(new SetProfile(KEY, profile("x".repeat(101)), ANN), ErrorCode.TOO_LONG);
    }

    @Test
    void snoozeShouldStartOnce() {
        when(new StartSnooze(KEY, 200, 100, ANN)).expectEvents(new SnoozeStarted(KEY, 200));
        given(new SnoozeStarted(KEY, 200));
        when(new StartSnooze(KEY, 200, 100, ANN))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        when(new StartSnooze(KEY, 300, 100, ANN)).expectEvents(new SnoozeStarted(KEY, 300));
    }

    @Test
    void snoozeShouldNotEndInThePast() {
        refused(new StartSnooze(KEY, 100, 100, ANN), ErrorCode.SNOOZE_FAILED);
    }

    @Test
    void snoozeShouldEndOnce() {
        refused(new EndSnooze(KEY, 100, ANN), ErrorCode.SNOOZE_NOT_ACTIVE);
        given(new SnoozeStarted(KEY, 200));
        when(new EndSnooze(KEY, 100, ANN)).expectEvents(new SnoozeEnded(KEY));
        refused(new EndSnooze(KEY, 200, ANN), ErrorCode.SNOOZE_NOT_ACTIVE);
        given(new SnoozeEnded(KEY));
        refused(new EndSnooze(KEY, 100, ANN), ErrorCode.SNOOZE_NOT_ACTIVE);
    }

    @Test
    void nobodyShouldSnoozeForAnother() {
        refused(new StartSnooze(KEY, 200, 100, ADMIN), ErrorCode.NO_PERMISSION);
        refused(new EndSnooze(KEY, 100, BEN), ErrorCode.NO_PERMISSION);
    }

    private void given(PersonEvents event) {
        past.add(event);
        log.with(event);
    }

    private ResultValidator<Person> when(Object command) {
        return new AggregateTestFixture<>(Person.class)
                .registerInjectableResource(log)
                .given(past)
                .when(command);
    }

    private void refused(Object command, ErrorCode code) {
        when(command).expectNoEvents().expectException(refusal(code));
    }

    private static Profile profile(String status) {
        return new Profile("Ann", "ann", "", "", "", status, "", 0, "UTC", null);
    }

    private static ProfileChanged changed(String status, Actor by) {
        return new ProfileChanged(KEY, by.user(), profile(status));
    }
}
