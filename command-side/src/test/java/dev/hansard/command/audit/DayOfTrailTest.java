// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.audit;

import dev.hansard.api.Actor;
import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditActor;
import dev.hansard.api.AuditCommands.RecordAction;
import dev.hansard.api.AuditDay;
import dev.hansard.api.AuditEntity;
import dev.hansard.api.AuditEntry;
import dev.hansard.api.AuditEvents.ActionRecorded;
import dev.hansard.api.AuditNote;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class DayOfTrailTest {
    private static final AuditDay DAY = AuditDay.parse("T1/L20261122");
    private static final AuditEntry ENTRY = AuditEntry.of(
                    new WorkspaceId("T1"), AuditAction.ROLE_ASSIGNED, AuditActor.OPERATOR)
            .on(AuditEntity.user(new UserId("U1")))
            .with("role", "reviewer");

    private static ActionRecorded recorded(AuditEntry entry, String id, AuditNote note) {
        return new ActionRecorded(
                DAY,
                id,
                entry.action(),
                entry.actor(),
                entry.entity(),
                entry.outcome(),
                entry.reason(),
                entry.before(),
                entry.after(),
                Map.of("role", "reviewer"),
                note);
    }

    @Test
    void firstEntryShouldBeginTheDay() {
        new AggregateTestFixture<>(DayOfTrail.class)
                .givenNoPriorActivity()
                .when(new RecordAction(DAY, "one", ENTRY, Actor.OPERATOR))
                .expectEvents(recorded(ENTRY, "one", null));
    }

    @Test
    void furtherEntriesShouldFollowAsTheyAreTold() {
        AuditEntry refused = ENTRY.refused("not_admin").changed("a", "b").from("192.0.2.1", "curl");
        new AggregateTestFixture<>(DayOfTrail.class)
                .given(recorded(ENTRY, "one", null))
                .when(new RecordAction(DAY, "two", refused, Actor.OPERATOR))
                .expectEvents(recorded(refused, "two", new AuditNote("192.0.2.1", "curl", null)));
    }
}
