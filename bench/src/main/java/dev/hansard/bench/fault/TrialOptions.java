// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import dev.hansard.bench.fault.sabotage.Breakage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the fault scenarios understand. */
final class TrialOptions {
    @Option(
            names = "--layout",
            defaultValue = "full2",
            paramLabel = "NAME",
            description = "${COMPLETION-CANDIDATES} (default: full2).")
    Layout layout = Layout.FULL2;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Repeats the choices of an earlier run, though not its moments.")
    @Nullable
    Long seed;

    @Option(names = "--senders", defaultValue = "16", paramLabel = "N", description = "Default: 16.")
    int senders = 16;

    @Option(names = "--readers", defaultValue = "16", paramLabel = "N", description = "Default: 16.")
    int readers = 16;

    @Option(names = "--channels", defaultValue = "20", paramLabel = "N", description = "Default: 20.")
    int channels = 20;

    @Option(names = "--rate", defaultValue = "60", paramLabel = "N", description = "Posts a second (default: 60).")
    double rate = 60;

    @Option(
            names = "--server-java-option",
            paramLabel = "OPTION",
            description = "A further option for the servers' Java. Repeatable.")
    List<String> javaOptions = List.of();

    @Option(names = "--keep", description = "Keep the data folders under bench/target also when all went well.")
    boolean keep;

    /** On one database. */
    Trial.Plan plan(@Nullable Breakage breakage) {
        return plan(breakage, 1);
    }

    Trial.Plan plan(@Nullable Breakage breakage, int shards) {
        long chosen = seed == null ? ThreadLocalRandom.current().nextInt(1, 1_000_000) : seed;
        return new Trial.Plan(
                layout, shards, new Mischief(breakage), javaOptions, chosen, senders, readers, channels, rate, keep);
    }

    static Map<String, Object> settings(Trial.Plan plan) {
        return Map.of(
                "layout", plan.layout(),
                "seed", plan.seed(),
                "senders", plan.senders(),
                "readers", plan.readers(),
                "channels", plan.channels(),
                "rate", plan.postsPerSecond());
    }
}
