// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.index;

import dev.hansard.query.search.Batch;
import dev.hansard.query.search.Generation;
import dev.hansard.query.search.Hits;
import dev.hansard.query.search.IndexHealth;
import dev.hansard.query.search.MessageIndex;
import dev.hansard.query.search.MessageKey;
import dev.hansard.query.search.SearchRequest;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.function.ObjLongConsumer;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Measures an index, whichever it is. */
final class TimedMessageIndex implements MessageIndex {
    private final MessageIndex index;
    private final MeterRegistry meters;
    private final Timer answered;
    private final Timer failed;

    TimedMessageIndex(MessageIndex index, MeterRegistry meters) {
        this.index = index;
        this.meters = meters;
        this.answered = queries("answered");
        this.failed = queries("failed");
        gauge("hansard.search.messages", "messages that can be found", IndexHealth::messages);
        gauge("hansard.search.bytes", "size of the index on disk", IndexHealth::bytes);
    }

    private Timer queries(String outcome) {
        return Timer.builder("hansard.search.query")
                .description("time that a question to the index took")
                .tag("outcome", outcome)
                .publishPercentileHistogram()
                .register(meters);
    }

    private void gauge(String name, String description, ToDoubleFunction<IndexHealth> value) {
        Gauge.builder(
                        name,
                        index,
                        each -> each.health().stream().mapToDouble(value).sum())
                .description(description)
                .register(meters);
    }

    @Override
    public Hits search(SearchRequest request) {
        Timer.Sample sample = Timer.start(meters);
        Timer outcome = failed;
        try {
            Hits hits = index.search(request);
            outcome = answered;
            return hits;
        } finally {
            sample.stop(outcome);
        }
    }

    @Override
    public long position(int shard, Generation generation) {
        return index.position(shard, generation);
    }

    @Override
    public boolean claim(int shard) {
        return index.claim(shard);
    }

    @Override
    public void write(Batch batch, Generation generation) {
        index.write(batch, generation);
    }

    @Override
    public void refresh(int shard) {
        index.refresh(shard);
    }

    @Override
    public void prepareNext(int shard) {
        index.prepareNext(shard);
    }

    @Override
    public void promoteNext(int shard) {
        index.promoteNext(shard);
    }

    @Override
    public void dropNext(int shard) {
        index.dropNext(shard);
    }

    @Override
    public void purge(int shard) {
        index.purge(shard);
    }

    @Override
    public void scan(int shard, ObjLongConsumer<MessageKey> documents) {
        index.scan(shard, documents);
    }

    @Override
    public @Nullable String languages(int shard) {
        return index.languages(shard);
    }

    @Override
    public List<IndexHealth> health() {
        return index.health();
    }

    @Override
    public void close() {
        index.close();
    }
}
