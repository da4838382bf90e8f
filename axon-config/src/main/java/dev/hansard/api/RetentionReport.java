// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a run did.
 *
 * @param conversations that were looked at
 * @param candidates messages that were due; every one of them is either erased or skipped
 * @param erased messages whose content is gone
 * @param revisions messages whose earlier versions are gone, for rules that keep what is current
 * @param skipped how many were kept, by why: {@code hold}, {@code minimum} or {@code failed}
 * @param hidden of those kept, how many members see no longer since this run
 * @param requests requests for erasure that were fulfilled
 * @param waiting requests for erasure that still wait
 * @param next when the next run is due, epoch seconds
 */
public record RetentionReport(
        long conversations,
        long candidates,
        long erased,
        long revisions,
        Map<String, Long> skipped,
        long hidden,
        long requests,
        long waiting,
        long next) {
    public RetentionReport {
        skipped = java.util.Collections.unmodifiableMap(new TreeMap<>(skipped));
    }
}
