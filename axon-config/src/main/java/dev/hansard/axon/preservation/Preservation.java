// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.preservation;

import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.PreservationQueries.Decided;
import dev.hansard.api.PreservationQueries.ErasureRequest;
import dev.hansard.api.PreservationQueries.RunView;
import dev.hansard.api.RetentionRule;
import dev.hansard.api.RetentionScope;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a workspace at one moment.
 *
 * @param sequence of the last event that is in here, -1 when there are none
 * @param holds by id, released ones too, the oldest first
 * @param decided by scope, in the order in which they take effect
 * @param proposals that wait for a second person, by id
 * @param requests for erasure that are not fulfilled
 * @param runs the latest last
 * @param runPosition in the shard, of the start of the run under way
 * @param fulfilled requests for erasure that were fulfilled since the last run began
 * @param released whether a hold was released after the last run began
 */
public record Preservation(
        long sequence,
        Map<String, Hold> holds,
        Map<RetentionScope, List<Decided>> decided,
        Map<String, Decided> proposals,
        Map<String, ErasureRequest> requests,
        List<RunView> runs,
        long runPosition,
        long fulfilled,
        boolean released) {
    /** The run that has not finished, or null. */
    public @Nullable RunView underWay() {
        return runs.isEmpty() || runs.getLast().report() != null ? null : runs.getLast();
    }

    /** What is in effect for the scope itself, or null. */
    public @Nullable RetentionRule own(RetentionScope scope, long at) {
        RetentionRule own = null;
        for (Decided each : decided.getOrDefault(scope, List.of())) {
            if (each.effective() != null && each.effective() <= at) own = each.rule();
        }
        return own;
    }

    /**
     * What applies to a conversation.
     *
     * @param at epoch seconds
     */
    public RetentionRule effective(ChannelId channel, ChannelKind kind, long at, RetentionSettings settings) {
        return effective(chain(RetentionScope.of(channel), kind, settings), at, settings.rule(), null, null);
    }

    /** What would apply to a scope if it had {@code rule} of its own; see {@link #chain}. */
    public RetentionRule with(
            List<RetentionScope> chain,
            RetentionScope scope,
            @Nullable RetentionRule rule,
            long at,
            RetentionSettings settings) {
        return effective(chain, at, settings.rule(), scope, rule);
    }

    /** What applies to a scope. */
    public RetentionRule effective(List<RetentionScope> chain, long at, RetentionSettings settings) {
        return effective(chain, at, settings.rule(), null, null);
    }

    /**
     * The scopes whose rules count, the narrowest first.
     *
     * @param kind of the conversation when the scope is one, else null
     */
    public static List<RetentionScope> chain(
            RetentionScope scope, @Nullable ChannelKind kind, RetentionSettings settings) {
        if (scope.level() == RetentionScope.Level.WORKSPACE) return List.of(scope);
        if (scope.level() != RetentionScope.Level.CHANNEL) return List.of(scope, RetentionScope.WORKSPACE);
        if (kind == null) return List.of(scope, RetentionScope.WORKSPACE);
        RetentionScope type = RetentionScope.of(kind);
        return settings.overrides()
                ? List.of(scope, type, RetentionScope.WORKSPACE)
                : List.of(type, RetentionScope.WORKSPACE);
    }

    /** The narrowest rule says how long, the longest minimum counts whoever set it. */
    private RetentionRule effective(
            List<RetentionScope> chain,
            long at,
            RetentionRule installation,
            @Nullable RetentionScope instead,
            @Nullable RetentionRule rule) {
        RetentionRule found = null;
        int minimum = installation.minimumDays();
        for (RetentionScope scope : chain) {
            RetentionRule own = scope.equals(instead) ? rule : own(scope, at);
            if (own == null) continue;
            if (found == null) found = own;
            minimum = Math.max(minimum, own.minimumDays());
        }
        return (found == null ? installation : found).withMinimum(minimum);
    }
}
