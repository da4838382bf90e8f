// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.retention;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.RetentionRule;
import dev.hansard.api.Ts;
import dev.hansard.axon.preservation.Disposition;
import dev.hansard.axon.preservation.Disposition.Facts;
import dev.hansard.axon.preservation.Hold;
import dev.hansard.axon.preservation.Holds;
import dev.hansard.axon.preservation.Preservation;
import dev.hansard.axon.preservation.PreservationGuard;
import dev.hansard.axon.store.MessagesOnRecord;
import dev.hansard.axon.store.MessagesOnRecord.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Finds the messages of a conversation that are due under a rule. Each message's age counts from its own posting, whether it
 * is a root or a reply, and however it was edited since.
 */
@Component
class Candidates {
    private static final int PAGE = 200;

    private final MessagesOnRecord messages;
    private final Holds holds;

    Candidates(MessagesOnRecord messages, Holds holds) {
        this.messages = messages;
        this.holds = holds;
    }

    /**
     * A message that is due.
     *
     * @param whole false when only its earlier versions are
     * @param deleted whether members see it no longer
     */
    record Candidate(ChannelKey channel, Ts ts, boolean whole, boolean deleted, Disposition disposition) {}

    /** Hands over what is due, some at a time, the oldest first. */
    void find(ChannelKey channel, RetentionRule rule, Preservation rules, Instant now, Consumer<List<Candidate>> each) {
        if (rule.mode() == RetentionRule.Mode.KEEP_ALL) return;
        boolean deletes = rule.mode() == RetentionRule.Mode.DELETE_AFTER;
        Instant cutoff = deletes ? now.minus(Duration.ofDays(rule.days())) : now;
        if (!cutoff.isAfter(Instant.EPOCH)) return;
        boolean anyHold = rules.holds().values().stream().anyMatch(hold -> !hold.released());
        Ts upTo = Ts.at(cutoff);
        List<Row> page = messages.page(channel, Ts.ZERO, upTo, PAGE);
        while (!page.isEmpty()) {
            var due = new ArrayList<Candidate>();
            for (Row row : page) {
                boolean whole = deletes || row.deleted();
                if (!whole && !row.revised()) continue;
                Hold hold = anyHold ? holds.covering(channel, row.ts()) : null;
                boolean minimum = PreservationGuard.isYounger(row.ts().micros(), rule.minimumDays(), now);
                var facts = new Facts(hold != null, minimum, false, true, row.deleted());
                due.add(new Candidate(channel, row.ts(), whole, row.deleted(), Disposition.decide(facts)));
            }
            if (!due.isEmpty()) each.accept(due);
            page = messages.page(channel, page.getLast().ts(), upTo, PAGE);
        }
    }
}
