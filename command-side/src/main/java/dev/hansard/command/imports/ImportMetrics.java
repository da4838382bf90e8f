// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import dev.hansard.api.MessageCommands.ImportOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code hansard.slack.import.*}: messages by outcome, commit time of a chunk, imports that run now. */
final class ImportMetrics {
    private final Counter imported;
    private final Counter alreadyThere;
    private final Counter skipped;
    private final Timer chunks;
    private final AtomicInteger running = new AtomicInteger();

    ImportMetrics(MeterRegistry registry) {
        imported = messages(registry, "imported");
        alreadyThere = messages(registry, "already_there");
        skipped = messages(registry, "skipped");
        chunks = Timer.builder("hansard.slack.import.chunk")
                .description("From handing a chunk of messages to the channel until it is durable")
                .register(registry);
        registry.gauge("hansard.slack.import.running", running);
    }

    void started() {
        running.incrementAndGet();
    }

    void ended() {
        running.decrementAndGet();
    }

    void chunk(ImportOutcome outcome, long nanos) {
        imported.increment(outcome.imported());
        alreadyThere.increment(outcome.alreadyThere());
        chunks.record(nanos, TimeUnit.NANOSECONDS);
    }

    void skipped(long messages) {
        skipped.increment(messages);
    }

    private static Counter messages(MeterRegistry registry, String outcome) {
        return Counter.builder("hansard.slack.import.messages")
                .tag("outcome", outcome)
                .register(registry);
    }
}
