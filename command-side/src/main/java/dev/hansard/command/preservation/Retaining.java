// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.preservation;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.hansard.api.Actor;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.PreservationCommands;
import dev.hansard.api.PreservationCommands.RetentionChange;
import dev.hansard.api.PreservationEvents.RetentionProposalCancelled;
import dev.hansard.api.PreservationEvents.RetentionProposed;
import dev.hansard.api.PreservationEvents.RetentionSet;
import dev.hansard.api.PreservationKey;
import dev.hansard.api.PreservationQueries.Decided;
import dev.hansard.api.Rejection;
import dev.hansard.api.RetentionRule;
import dev.hansard.api.RetentionScope;
import dev.hansard.api.UserId;
import dev.hansard.axon.preservation.Preservation;
import dev.hansard.axon.preservation.RetentionSettings;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who may say how long messages are kept. Keeping more needs one person and no time, keeping less two and some. */
record Retaining(Preservation rules, RetentionSettings settings) {
    RetentionChange set(PreservationCommands.SetRetention c) {
        requireAdmin(c.actor());
        boolean override = c.scope().level() == RetentionScope.Level.CHANNEL && c.rule() != null;
        Rejection.unless(!override || settings.overrides(), ErrorCode.RETENTION_OVERRIDE_NOT_ALLOWED);
        Decided last = last(c.scope());
        if (Objects.equals(last == null ? null : last.rule(), c.rule())) return unchanged(c, last);
        UserId by = c.actor().user();
        if (!erasesMore(c)) return decide(c.key(), c.change(), c.scope(), c.rule(), by, null, c.now(), false);
        if (!settings.fourEyes()) return decide(c.key(), c.change(), c.scope(), c.rule(), by, null, c.now(), true);
        Decided same = proposed(c.scope(), c.rule());
        if (same == null) {
            apply(new RetentionProposed(c.key(), c.change(), c.scope(), c.rule(), by));
            return new RetentionChange(c.change(), true, 0);
        }
        if (same.by().equals(by)) return new RetentionChange(same.change(), true, 0);
        return decide(c.key(), same.change(), c.scope(), c.rule(), same.by(), by, c.now(), true);
    }

    RetentionChange approve(PreservationCommands.ApproveRetention c) {
        requireAdmin(c.actor());
        Decided proposal = find(c.change());
        UserId by = c.actor().user();
        Rejection.unless(!proposal.by().equals(by), ErrorCode.RESTRICTED_ACTION);
        return decide(c.key(), c.change(), proposal.scope(), proposal.rule(), proposal.by(), by, c.now(), true);
    }

    void cancel(PreservationCommands.CancelRetention c) {
        requireAdmin(c.actor());
        find(c.change());
        apply(new RetentionProposalCancelled(c.key(), c.change(), c.actor().user()));
    }

    private RetentionChange decide(
            PreservationKey key,
            String change,
            RetentionScope scope,
            @Nullable RetentionRule rule,
            UserId by,
            @Nullable UserId approvedBy,
            Instant now,
            boolean grace) {
        long decided = now.getEpochSecond();
        long effective = grace ? now.plus(settings.grace()).getEpochSecond() : decided;
        apply(new RetentionSet(key, change, scope, rule, by, approvedBy, decided, effective));
        return new RetentionChange(change, false, effective);
    }

    private boolean erasesMore(PreservationCommands.SetRetention c) {
        List<RetentionScope> chain = Preservation.chain(c.scope(), c.kind(), settings);
        long now = c.now().getEpochSecond();
        RetentionRule before = rules.effective(chain, now, settings);
        return rules.with(chain, c.scope(), c.rule(), now, settings).erasesMoreThan(before);
    }

    private static RetentionChange unchanged(PreservationCommands.SetRetention c, @Nullable Decided last) {
        if (last == null) return new RetentionChange(c.change(), false, c.now().getEpochSecond());
        return new RetentionChange(last.change(), false, Objects.requireNonNullElse(last.effective(), 0L));
    }

    /** What was decided last, in effect or not. */
    private @Nullable Decided last(RetentionScope scope) {
        List<Decided> all = rules.decided().getOrDefault(scope, List.of());
        return all.isEmpty() ? null : all.getLast();
    }

    private @Nullable Decided proposed(RetentionScope scope, @Nullable RetentionRule rule) {
        for (Decided each : rules.proposals().values()) {
            if (each.scope().equals(scope) && Objects.equals(each.rule(), rule)) return each;
        }
        return null;
    }

    private Decided find(String change) {
        @Nullable Decided proposal = rules.proposals().get(change);
        if (proposal == null) throw new Rejection(ErrorCode.CHANGE_NOT_FOUND);
        return proposal;
    }

    private static void requireAdmin(Actor actor) {
        Rejection.unless(actor.isOperator() || actor.role().isAdmin(), ErrorCode.NOT_AN_ADMIN);
    }
}
