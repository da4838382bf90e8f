// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.inspection;

import dev.hansard.api.PlacementEvents;
import dev.hansard.api.Ts;
import dev.hansard.audit.inspection.InspectionReport.Kind;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import dev.hansard.axon.store.UnreadableEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One walk over one shard. Holds a few numbers per stream. */
final class Inspector {
    private static final int BATCH = 1_000;

    /** How far a stream has come. */
    private static final class Stream {
        long nextSequence;
        Ts lastTs = Ts.ZERO;
    }

    private final EventLog log;
    private final int shard;
    private final Consumer<Long> progress;
    private final Map<String, Stream> streams = new HashMap<>();
    private final Problems problems = new Problems();
    private final MessageCheck messages;
    private long position;
    private long events;

    Inspector(EventLog log, int shard, Consumer<Long> progress) {
        this.log = log;
        this.shard = shard;
        this.progress = progress;
        this.messages = new MessageCheck(new KnownMessages(log), problems);
    }

    InspectionReport run() {
        long started = System.nanoTime();
        long head = log.head(shard);
        while (position < head) {
            read((int) Math.min(BATCH, head - position));
            progress.accept(position);
        }
        beyond(head);
        var took = Duration.ofNanos(System.nanoTime() - started);
        return new InspectionReport(shard, head, events, streams.size(), problems.found(), problems.kept(), took);
    }

    private void read(int count) {
        long end = position + count;
        try {
            log.after(shard, position, count).forEach(this::inspect);
            missingUpTo(end);
        } catch (UnreadableEvent e) {
            int before = (int) (e.position() - position - 1);
            if (before > 0) read(before);
            position = e.position();
            problems.add(Kind.UNREADABLE, e.position(), e.stream(), -1, "cannot be decoded");
            // It takes its place in its stream all the same.
            stream(e.stream()).nextSequence++;
        }
    }

    private void inspect(CommittedEvent event) {
        missingUpTo(event.position() - 1);
        position = event.position();
        events++;
        // Their sequences are positions.
        if (event.event() instanceof PlacementEvents) return;
        Stream stream = stream(event.stream());
        if (event.sequence() != stream.nextSequence) {
            problems.add(Kind.SEQUENCE_BROKEN, event, "sequence " + stream.nextSequence + " should come here");
        }
        stream.nextSequence = event.sequence() + 1;
        stream.lastTs = messages.check(event, stream.lastTs);
    }

    private void missingUpTo(long end) {
        if (end <= position) return;
        String detail = (end - position) + " missing, up to " + end;
        problems.add(Kind.POSITION_MISSING, position + 1, null, -1, detail);
        position = end;
    }

    /** Head and events are committed together, so whoever sees an event sees a head that is not before it. */
    private void beyond(long head) {
        long found;
        try {
            List<CommittedEvent> after = log.after(shard, head, BATCH);
            if (after.isEmpty()) return;
            found = after.getFirst().position();
        } catch (UnreadableEvent e) {
            found = e.position();
        }
        if (found > log.head(shard)) problems.add(Kind.BEYOND_HEAD, found, null, -1, "the head is " + head);
    }

    private Stream stream(String id) {
        return streams.computeIfAbsent(id, any -> new Stream());
    }
}
