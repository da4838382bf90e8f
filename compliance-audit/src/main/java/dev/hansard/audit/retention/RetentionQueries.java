// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.retention;

import dev.hansard.api.Actor;
import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditEntry;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.PreservationQueries.ChannelRetention;
import dev.hansard.api.PreservationQueries.Decided;
import dev.hansard.api.PreservationQueries.FindChannelRetention;
import dev.hansard.api.PreservationQueries.FindRetention;
import dev.hansard.api.PreservationQueries.ListRetentionRuns;
import dev.hansard.api.PreservationQueries.Preview;
import dev.hansard.api.PreservationQueries.PreviewRetention;
import dev.hansard.api.PreservationQueries.RetentionView;
import dev.hansard.api.PreservationQueries.RunView;
import dev.hansard.api.Rejection;
import dev.hansard.api.RetentionRule;
import dev.hansard.api.RetentionScope;
import dev.hansard.audit.retention.Candidates.Candidate;
import dev.hansard.axon.audit.AuditTrail;
import dev.hansard.axon.bus.Commands;
import dev.hansard.axon.preservation.Conversations;
import dev.hansard.axon.preservation.Conversations.Conversation;
import dev.hansard.axon.preservation.Disposition;
import dev.hansard.axon.preservation.Preservation;
import dev.hansard.axon.preservation.PreservationBooks;
import dev.hansard.axon.preservation.RetentionSettings;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Which rules there are, what they would do, and what they did. */
@Component
class RetentionQueries {
    private final PreservationBooks books;
    private final Conversations conversations;
    private final Candidates candidates;
    private final AuditTrail trail;
    private final RetentionSettings settings;
    private final Clock clock;

    RetentionQueries(
            PreservationBooks books,
            Conversations conversations,
            Candidates candidates,
            AuditTrail trail,
            RetentionSettings settings,
            Clock clock) {
        this.books = books;
        this.conversations = conversations;
        this.candidates = candidates;
        this.trail = trail;
        this.settings = settings;
        this.clock = clock;
    }

    @QueryHandler
    ChannelRetention answer(FindChannelRetention query) {
        requireAdmin(query.viewer());
        ChannelKind kind = conversations.kind(query.channel());
        if (kind == null) throw new Rejection(ErrorCode.CHANNEL_NOT_FOUND);
        Preservation rules = books.read(query.workspace());
        long now = clock.instant().getEpochSecond();
        List<Decided> own =
                rules.decided().getOrDefault(RetentionScope.of(query.channel().channel()), List.of());
        return new ChannelRetention(
                kind,
                own.isEmpty() ? null : own.getLast().rule(),
                rules.effective(query.channel().channel(), kind, now, settings),
                settings.overrides());
    }

    @QueryHandler
    RetentionView answer(FindRetention query) {
        requireAdmin(query.viewer());
        Preservation rules = books.read(query.workspace());
        Instant now = clock.instant();
        var effective = new ArrayList<Decided>();
        var coming = new ArrayList<Decided>();
        for (List<Decided> scope : rules.decided().values()) {
            for (Decided each : scope) {
                boolean later = each.effective() != null && each.effective() > now.getEpochSecond();
                if (later) coming.add(each);
                else if (each.rule() != null && each.rule().equals(rules.own(each.scope(), now.getEpochSecond()))) {
                    effective.removeIf(other -> other.scope().equals(each.scope()));
                    effective.add(each);
                }
            }
        }
        return new RetentionView(
                settings.rule(),
                effective,
                coming,
                List.copyOf(rules.proposals().values()),
                List.copyOf(rules.requests().values()),
                Schedule.next(settings, now).getEpochSecond());
    }

    @QueryHandler
    List<RunView> answer(ListRetentionRuns query) {
        requireAdmin(query.viewer());
        return books.read(query.workspace()).runs().reversed().stream()
                .limit(query.limit())
                .toList();
    }

    @QueryHandler
    Preview answer(PreviewRetention query) {
        requireAdmin(query.viewer());
        trail.record(
                AuditEntry.of(query.workspace(), AuditAction.RETENTION_PREVIEWED, query.viewer())
                        .with("scope", query.scope()),
                Commands.Origin.PLATFORM);
        Preservation rules = books.read(query.workspace());
        Instant now = clock.instant();
        Map<String, Long> kept = new TreeMap<>();
        long[] counts = new long[3];
        for (Conversation conversation : conversations.of(query.workspace())) {
            counts[0]++;
            RetentionRule rule = rule(query, conversation, rules, now);
            candidates.find(conversation.key(), rule, rules, now, due -> {
                for (Candidate each : due) {
                    counts[each.whole() ? 1 : 2]++;
                    if (each.disposition().fate() == Disposition.Fate.ERASED) continue;
                    boolean held = each.disposition().ground() == Disposition.Ground.HOLD;
                    kept.merge(held ? "hold" : "minimum", 1L, Long::sum);
                }
            });
        }
        return new Preview(counts[0], counts[1], counts[2], kept);
    }

    private RetentionRule rule(PreviewRetention query, Conversation conversation, Preservation rules, Instant now) {
        long at = now.getEpochSecond();
        RetentionScope own = RetentionScope.of(conversation.key().channel());
        List<RetentionScope> chain = Preservation.chain(own, conversation.kind(), settings);
        RetentionScope scope = query.scope();
        if (scope == null) return rules.effective(chain, at, settings);
        return rules.with(chain, scope, query.rule(), at, settings);
    }

    private static void requireAdmin(Actor viewer) {
        Rejection.unless(viewer.isOperator() || viewer.role().isAdmin(), ErrorCode.NOT_AN_ADMIN);
    }
}
