// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditActor;
import dev.hansard.api.AuditEntity;
import dev.hansard.api.Erases;
import dev.hansard.api.Erasure;
import dev.hansard.api.ErasureReason;
import dev.hansard.api.ErasureTarget;
import dev.hansard.api.HoldScope;
import dev.hansard.api.PreservationEvents;
import dev.hansard.api.RetentionRule;
import dev.hansard.api.RetentionScope;
import dev.hansard.axon.store.EventMeta;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Entries about keeping and forgetting. What lawyers wrote about a hold is not shown: it may be privileged. */
final class Preservation {
    private Preservation() {}

    static Happening of(PreservationEvents event, EventMeta meta) {
        return switch (event) {
            case PreservationEvents.HoldCreated e ->
                hold(AuditAction.LEGAL_HOLD_CREATED, e.hold(), Happenings.actor(meta, e.by()), e.scope())
                        .with("by_words", e.words() ? "true" : null);
            case PreservationEvents.HoldExtended e ->
                hold(AuditAction.LEGAL_HOLD_ENTITIES_ADDED, e.hold(), Happenings.actor(meta, e.by()), e.added());
            case PreservationEvents.HoldReleased e ->
                hold(AuditAction.LEGAL_HOLD_RELEASED, e.hold(), Happenings.actor(meta, e.by()), null);
            case PreservationEvents.HoldReactivated e ->
                hold(AuditAction.LEGAL_HOLD_REACTIVATED, e.hold(), Happenings.actor(meta, e.by()), null);
            case PreservationEvents.RetentionProposed e ->
                policy(AuditAction.RETENTION_CHANGE_REQUESTED, e.change(), Happenings.actor(meta, e.by()))
                        .changed(null, text(e.rule()))
                        .with("scope", scope(e.scope()));
            case PreservationEvents.RetentionProposalCancelled e ->
                policy(AuditAction.RETENTION_CHANGE_CANCELLED, e.change(), Happenings.actor(meta, e.by()));
            case PreservationEvents.RetentionSet e -> changed(e, meta);
            case PreservationEvents.ErasureRequested e ->
                erasure(
                                AuditAction.ERASURE_REQUESTED,
                                e.request(),
                                Happenings.actor(meta, e.erasure().by()))
                        .findBy(target(e.target()))
                        .with("target", target(e.target()))
                        .with("ground", e.erasure().reason().name().toLowerCase(Locale.ROOT))
                        .with("authority", e.erasure().authority());
            case PreservationEvents.ErasureFulfilled e ->
                erasure(AuditAction.ERASURE_COMPLETED, e.request(), AuditActor.PLATFORM);
            case PreservationEvents.RetentionRunStarted e ->
                policy(AuditAction.RETENTION_RUN_STARTED, e.run(), Happenings.actor(meta, e.by()))
                        .with("cause", e.cause().name().toLowerCase(Locale.ROOT));
            case PreservationEvents.RetentionRunFinished e ->
                policy(AuditAction.RETENTION_RUN_COMPLETED, e.run(), AuditActor.PLATFORM)
                        .with("candidates", e.report().candidates())
                        .with("erased", e.report().erased())
                        .with("revisions", e.report().revisions())
                        .with("skipped", e.report().skipped());
        };
    }

    /**
     * Null for what retention erases, message by message: the run has entries, and the record names each. Anything else
     * that is erased has one.
     */
    static @Nullable Happening erased(Erases event, AuditAction action, AuditEntity entity, EventMeta meta) {
        Erasure erasure = event.erasure();
        if (erasure.reason() == ErasureReason.RETENTION) return null;
        return Happening.of(action, Happenings.actor(meta, erasure.by()), entity)
                .with("ground", erasure.reason().name().toLowerCase(Locale.ROOT))
                .with("authority", erasure.authority())
                .with("events", event.sequences().size());
    }

    /** By which a rule is remembered until the next one of its scope. */
    static String scope(RetentionScope scope) {
        String level = scope.level().name().toLowerCase(Locale.ROOT);
        return scope.channel() == null ? level : level + ":" + scope.channel();
    }

    /** E.g. {@code keep_all}, {@code delete_after 90 minimum 30}; of no rule {@code none}. */
    static String text(@Nullable RetentionRule rule) {
        if (rule == null) return "none";
        var text = new StringBuilder(rule.mode().name().toLowerCase(Locale.ROOT));
        if (rule.days() > 0) text.append(' ').append(rule.days());
        if (rule.minimumDays() > 0) text.append(" minimum ").append(rule.minimumDays());
        return text.toString();
    }

    private static Happening changed(PreservationEvents.RetentionSet e, EventMeta meta) {
        AuditAction action = switch (e.scope().level()) {
            case WORKSPACE -> AuditAction.WORKSPACE_RETENTION_CHANGED;
            case PUBLIC -> AuditAction.PUBLIC_CHANNEL_RETENTION_CHANGED;
            case PRIVATE -> AuditAction.PRIVATE_CHANNEL_RETENTION_CHANGED;
            case DIRECT -> AuditAction.DM_RETENTION_CHANGED;
            case CHANNEL -> AuditAction.CHANNEL_RETENTION_CHANGED;
        };
        Happening set = policy(action, e.change(), Happenings.actor(meta, e.by()))
                .changed(null, text(e.rule()))
                .with("scope", scope(e.scope()))
                .with("approved_by", e.approvedBy())
                .with("effective", e.effective());
        return e.scope().channel() == null
                ? set
                : set.findBy(e.scope().channel().value());
    }

    private static Happening hold(AuditAction action, String hold, AuditActor actor, @Nullable HoldScope scope) {
        Happening entry = Happening.of(action, actor, new AuditEntity(AuditEntity.Kind.LEGAL_HOLD_POLICY, hold));
        if (scope == null) return entry;
        return entry.with("custodians", joined(scope.custodians()))
                .with("conversations", joined(scope.channels()))
                .with("only_authored", scope.onlyAuthored() ? "true" : null)
                .with("only_direct", scope.onlyDirect() ? "true" : null)
                .with("from", scope.from())
                .with("to", scope.to());
    }

    static @Nullable String joined(java.util.Collection<?> ids) {
        return ids.isEmpty()
                ? null
                : String.join(",", ids.stream().map(Object::toString).toList());
    }

    private static Happening policy(AuditAction action, String id, AuditActor actor) {
        return Happening.of(action, actor, new AuditEntity(AuditEntity.Kind.RETENTION_POLICY, id));
    }

    private static Happening erasure(AuditAction action, String id, AuditActor actor) {
        return Happening.of(action, actor, new AuditEntity(AuditEntity.Kind.ERASURE, id));
    }

    private static String target(ErasureTarget target) {
        return target.person() != null ? target.person().value() : target.channel() + "/" + target.ts();
    }
}
