// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditActor;
import dev.hansard.api.AuditDay;
import dev.hansard.api.AuditEntity;
import dev.hansard.api.AuditEvents.ActionRecorded;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.PersonEvents;
import dev.hansard.api.PersonKey;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the record knows of one person beside what happened in conversations. */
public final class Subjects {
    private static final int PAGE = 1_000;
    private static final int STREAMS = 200;

    private final EventLog log;
    private final int shard;
    private final WorkspaceId workspace;
    private final long upTo;

    Subjects(EventLog log, int shard, WorkspaceId workspace, long upTo) {
        this.log = log;
        this.shard = shard;
        this.workspace = workspace;
        this.upTo = upTo;
    }

    /** Takes one event. */
    public interface Taker {
        void take(CommittedEvent event) throws IOException;
    }

    /** Joining the workspace, profiles, roles, deactivations; in order. */
    public void account(UserId user, Taker taker) throws IOException {
        read(List.of(workspace.value(), new PersonKey(workspace, user).toString()), event -> {
            if (isAccount(event.event(), user)) taker.take(event);
        });
    }

    private static boolean isAccount(DomainEvent event, UserId user) {
        return switch (event) {
            case WorkspaceEvents.PersonJoined e -> e.user().equals(user);
            case WorkspaceEvents.RoleChanged e -> e.user().equals(user);
            case WorkspaceEvents.PersonDeactivated e -> e.user().equals(user);
            case WorkspaceEvents.PersonReactivated e -> e.user().equals(user);
            case PersonEvents.ProfileChanged e -> e.person().user().equals(user);
            case DomainEvent other -> false;
        };
    }

    /**
     * What the audit trail has of what the person did, and of what was done to their account. Nothing of holds and cases, and
     * nothing of the work of others on the record, which may tell of them.
     */
    public void actions(UserId user, Taker taker) throws IOException {
        List<CommittedEvent> first = log.stream(workspace.value(), 0, 1);
        CommittedEvent last = log.at(shard, List.of(upTo)).get(upTo);
        if (first.isEmpty() || last == null) return;
        var days = new ArrayList<String>();
        Instant day = first.getFirst().at();
        for (; !day.isAfter(last.at().plus(Duration.ofDays(1))); day = day.plus(Duration.ofDays(1))) {
            days.add(AuditDay.of(workspace, day).toString());
        }
        for (int i = 0; i < days.size(); i += STREAMS) {
            read(days.subList(i, Math.min(days.size(), i + STREAMS)), event -> {
                if (event.event() instanceof ActionRecorded action && isAbout(action, user)) taker.take(event);
            });
        }
    }

    private static boolean isAbout(ActionRecorded recorded, UserId user) {
        AuditAction.Group group = recorded.action().group();
        if (group == AuditAction.Group.LEGAL_HOLD) return false;
        AuditActor actor = recorded.actor();
        if (user.equals(actor.user())) return true;
        boolean account = group == AuditAction.Group.USER
                || group == AuditAction.Group.CHANNEL
                || group == AuditAction.Group.ROLE;
        return account && AuditEntity.user(user).equals(recorded.entity());
    }

    private void read(List<String> streams, Taker taker) throws IOException {
        long position = 0;
        while (position < upTo) {
            List<CommittedEvent> page = log.after(shard, position, streams, PAGE);
            for (CommittedEvent event : page) {
                position = event.position();
                if (position > upTo) return;
                taker.take(event);
            }
            if (page.size() < PAGE) return;
        }
    }
}
