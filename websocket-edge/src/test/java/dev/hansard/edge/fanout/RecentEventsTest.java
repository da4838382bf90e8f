// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.Erasure;
import dev.hansard.api.ErasureReason;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventMeta;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecentEventsTest {
    private static final ChannelKey CHANNEL = ChannelKey.of("T1", "C1");
    private static final ChannelKey OTHER = ChannelKey.of("T1", "C2");
    private static final UserId ANN = new UserId("U1");

    private final RecentEvents recent = new RecentEvents(16);
    private final AtomicInteger framed = new AtomicInteger();

    @Test
    void letsGoOfWhatWasErasedAndOfTheFramesThatMayQuoteIt() {
        add(1, 0, posted(CHANNEL, 1, "erased"));
        add(2, 1, posted(CHANNEL, 2, "kept"));
        add(3, 0, posted(OTHER, 1, "elsewhere"));
        int before = framed.get();
        var ground = new Erasure(ErasureReason.REQUEST, "DSR-1", ANN);
        add(4, 2, new MessageEvents.MessageErased(CHANNEL, new Ts(1), ANN, List.of(0L), ground, new Ts(9)));

        List<Entry> entries = recent.between(0, 4);
        assertThat(entries).extracting(RecentEventsTest::text).containsExactly(null, "kept", "elsewhere", null);
        entries.forEach(Entry::frames);
        assertThat(framed.get() - before)
                .as("made anew for the channel, and once for the erasure")
                .isEqualTo(3);
    }

    private void add(long position, long sequence, DomainEvent event) {
        var committed =
                new CommittedEvent(0, position, event.streamId(), sequence, Instant.EPOCH, EventMeta.NONE, event);
        var entry = new Entry(committed, any -> {
            framed.incrementAndGet();
            return List.of();
        });
        entry.frames();
        recent.add(entry);
    }

    private static String text(Entry entry) {
        return entry.event() instanceof MessageEvents.MessagePosted posted && posted.content() != null
                ? posted.content().text()
                : null;
    }

    private static MessageEvents.MessagePosted posted(ChannelKey channel, long ts, String text) {
        return new MessageEvents.MessagePosted(
                channel,
                new Ts(ts),
                ANN,
                null,
                null,
                MessageEvents.Kind.PLAIN,
                null,
                false,
                null,
                null,
                MessageContent.ofText(text));
    }
}
