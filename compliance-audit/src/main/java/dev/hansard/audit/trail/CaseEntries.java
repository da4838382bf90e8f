// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditActor;
import dev.hansard.api.AuditEntity;
import dev.hansard.api.CaseEvents;
import dev.hansard.api.CaseRole;
import dev.hansard.api.UserId;
import dev.hansard.axon.store.EventMeta;

/** Entries about e-discovery cases. What was written about a case is not shown, only where it looked. */
final class CaseEntries {
    private CaseEntries() {}

    static Happening of(CaseEvents event, EventMeta meta) {
        return switch (event) {
            case CaseEvents.CaseOpened e -> entry(AuditAction.CASE_CREATED, e, meta, e.by());
            case CaseEvents.CaseRoleRequested e ->
                role(AuditAction.CASE_ROLE_REQUESTED, e, Happenings.actor(meta, e.by()), e.user(), e.role());
            case CaseEvents.CaseRoleGranted e ->
                role(AuditAction.ROLE_ASSIGNED, e, Happenings.actor(meta, e.by()), e.user(), e.role())
                        .changed(null, e.role().wire())
                        .with("requested_by", e.approvedBy() == null ? null : e.by());
            case CaseEvents.CaseRoleRevoked e ->
                role(AuditAction.ROLE_REMOVED, e, Happenings.actor(meta, e.by()), e.user(), e.role())
                        .changed(e.role().wire(), null);
            case CaseEvents.HoldAttached e ->
                entry(AuditAction.CASE_UPDATED, e, meta, e.by())
                        .findBy(e.hold())
                        .with("hold", e.hold());
            case CaseEvents.CaseSearched e ->
                entry(AuditAction.CASE_SEARCHED, e, meta, e.by())
                        .findBy(e.search())
                        .with("search", e.search())
                        .with("position", e.position())
                        .with("by_words", e.words() ? "true" : null)
                        .with("conversations", Preservation.joined(e.scope().channels()))
                        .with("authors", Preservation.joined(e.scope().authors()))
                        .with("custodians", Preservation.joined(e.scope().custodians()))
                        .with("from", e.scope().from())
                        .with("until", e.scope().until());
            case CaseEvents.CaseClosed e -> entry(AuditAction.CASE_CLOSED, e, meta, e.by());
            case CaseEvents.CaseReopened e ->
                entry(AuditAction.CASE_UPDATED, e, meta, e.by()).with("reopened", "true");
        };
    }

    private static Happening entry(AuditAction action, CaseEvents event, EventMeta meta, UserId by) {
        return Happening.of(action, Happenings.actor(meta, by), new AuditEntity(AuditEntity.Kind.CASE, event.caseId()));
    }

    private static Happening role(AuditAction action, CaseEvents event, AuditActor actor, UserId user, CaseRole role) {
        return Happening.of(action, actor, new AuditEntity(AuditEntity.Kind.CASE, event.caseId()))
                .findBy(user.value())
                .with("user", user)
                .with("role", role.wire());
    }
}
