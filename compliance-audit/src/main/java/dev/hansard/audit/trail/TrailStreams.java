// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import dev.hansard.axon.process.ReadModels;
import dev.hansard.axon.store.Shards;
import dev.hansard.axon.store.Shards.Shard;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The targets that the audit trail is streamed to, for SIEMs. */
@Component
public final class TrailStreams implements DisposableBean {
    /**
     * @param position up to here the target has everything
     * @param end up to here there is something to have
     * @param sending whether this process is the one that sends
     * @param sent entries since the start of the process
     * @param error why the target does not get them, null while it does
     */
    public record Status(
            String sink,
            int shard,
            long position,
            long end,
            boolean sending,
            long sent,
            @Nullable String error) {
        public long lag() {
            return Math.max(0, end - position);
        }
    }

    private final List<StreamTarget> targets = new ArrayList<>();
    private final List<TrailStream> streams = new ArrayList<>();

    TrailStreams(
            StreamSettings settings,
            Shards shards,
            TrailTables tables,
            TrailReader reader,
            ReadModels readModels,
            MeterRegistry meters) {
        var source = new TrailStream.Source(new StreamPositions(), tables, reader, readModels);
        open(settings).forEach((sink, target) -> {
            targets.add(target);
            for (Shard shard : shards.all()) streams.add(new TrailStream(sink, shard, target, source, settings));
        });
        for (TrailStream stream : streams) measure(stream, meters);
    }

    private static Map<String, StreamTarget> open(StreamSettings settings) {
        var open = new TreeMap<String, StreamTarget>();
        try {
            if (settings.file() != null) open.put("file", new FileStream(settings.file()));
        } catch (IOException e) {
            throw new UncheckedIOException("hansard.audit.stream.file.path cannot be written", e);
        }
        if (settings.http() != null) open.put("http", new HttpStream(settings.http()));
        return open;
    }

    private static void measure(TrailStream stream, MeterRegistry meters) {
        Status status = stream.status();
        Tags tags = Tags.of("sink", status.sink(), "shard", Integer.toString(status.shard()));
        Gauge.builder("hansard.audit.stream.lag", stream, each -> each.status().lag())
                .description("positions of the record that the target has not heard of yet")
                .tags(tags)
                .register(meters);
        FunctionCounter.builder(
                        "hansard.audit.stream.sent",
                        stream,
                        each -> each.status().sent())
                .description("entries that the target took")
                .tags(tags)
                .register(meters);
    }

    /** Of each target on each shard. */
    public List<Status> status() {
        return streams.stream().map(TrailStream::status).toList();
    }

    @Override
    public void destroy() {
        streams.forEach(TrailStream::close);
        targets.forEach(StreamTarget::close);
    }
}
