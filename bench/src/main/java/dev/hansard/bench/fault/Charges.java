// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Offences, counted, with the first few of each described. */
final class Charges {
    private static final int DESCRIBED = 5;

    private final Map<Offence, Long> counts = new EnumMap<>(Offence.class);
    private final List<String> cases = new ArrayList<>();

    void add(Offence offence, String description) {
        long count = counts.merge(offence, 1L, Long::sum);
        if (count <= DESCRIBED) cases.add(offence + ": " + description);
    }

    long count(Offence offence) {
        return counts.getOrDefault(offence, 0L);
    }

    long count(Offence.Kind kind) {
        return counts.entrySet().stream()
                .filter(each -> each.getKey().kind() == kind)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    long all() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    Map<Offence, Long> counts() {
        return Map.copyOf(counts);
    }

    /** The first few of each. */
    List<String> cases() {
        return List.copyOf(cases);
    }
}
