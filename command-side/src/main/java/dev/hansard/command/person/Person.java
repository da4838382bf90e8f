// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.person;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.hansard.api.Actor;
import dev.hansard.api.Erasure;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.PersonCommands;
import dev.hansard.api.PersonEvents;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Profile;
import dev.hansard.api.Rejection;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import dev.hansard.command.erasure.Permits;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * What a person says of themselves. The stream begins with the first change; who the person is stands in the workspace's.
 *
 * <p>Not cached: commands are rare, and Axon cannot cache what a refused first command leaves without an id.
 */
@Aggregate(type = "person")
@Revision("1")
class Person {
    /** In code points. */
    static final int MAX_STATUS = 100;

    private static final long NEVER = -1;

    @AggregateIdentifier
    private PersonKey key;

    /** Where in the stream the profile is; its content is not held here. */
    private long profileSequence = NEVER;

    private long snoozeUntil;

    Person() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(PersonCommands.SetProfile c, EventLog log) {
        Rejection.unless(isSelf(c) || c.actor().role().isAdmin(), ErrorCode.NOT_ADMIN);
        String status = c.profile().statusText();
        Rejection.unless(status.codePointCount(0, status.length()) <= MAX_STATUS, ErrorCode.TOO_LONG);
        if (isCurrent(c.person(), c.profile(), log)) return;
        apply(new PersonEvents.ProfileChanged(c.person(), c.actor().user(), c.profile()));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(PersonCommands.StartSnooze c) {
        requireSelf(c);
        Rejection.unless(c.until() > c.now(), ErrorCode.SNOOZE_FAILED);
        if (c.until() == snoozeUntil) return;
        apply(new PersonEvents.SnoozeStarted(c.person(), c.until()));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(PersonCommands.EndSnooze c) {
        requireSelf(c);
        Rejection.unless(snoozeUntil > c.now(), ErrorCode.SNOOZE_NOT_ACTIVE);
        apply(new PersonEvents.SnoozeEnded(c.person()));
    }

    @CommandHandler
    boolean handle(PersonCommands.EraseProfile c, EventLog log, Permits permits) {
        Erasure erasure = Permits.ground(c.reason(), c.authority(), c.actor());
        List<CommittedEvent> found = log.stream(c.person().toString(), c.sequence(), 1);
        boolean there = !found.isEmpty() && found.getFirst().sequence() == c.sequence();
        if (!there || !(found.getFirst().event() instanceof PersonEvents.ProfileChanged profile)) {
            throw new Rejection(ErrorCode.USER_NOT_FOUND);
        }
        if (profile.content() == null) return false;
        List<Long> sequences = List.of(c.sequence());
        permits.require(c.person().toString(), sequences, null, c.person().user(), erasure);
        apply(new PersonEvents.ProfilesErased(c.person(), sequences, erasure));
        return true;
    }

    @EventSourcingHandler
    void on(PersonEvents event, @SequenceNumber long sequence) {
        key = event.person();
        switch (event) {
            case PersonEvents.ProfileChanged e -> profileSequence = sequence;
            case PersonEvents.ProfilesErased e -> {}
            case PersonEvents.SnoozeStarted e -> snoozeUntil = e.until();
            case PersonEvents.SnoozeEnded e -> snoozeUntil = 0;
        }
    }

    /** The first profile stands in the workspace's stream, so the first change here is always one. */
    private boolean isCurrent(PersonKey person, Profile profile, EventLog log) {
        if (profileSequence == NEVER) return false;
        List<CommittedEvent> last = log.stream(person.toString(), profileSequence, 1);
        return !last.isEmpty()
                && last.getFirst().event() instanceof PersonEvents.ProfileChanged changed
                && profile.equals(changed.content());
    }

    private static void requireSelf(PersonCommands c) {
        Rejection.unless(isSelf(c), ErrorCode.NO_PERMISSION);
    }

    private static boolean isSelf(PersonCommands c) {
        Actor actor = c.actor();
        return actor.isOperator() || actor.user().equals(c.person().user());
    }
}
