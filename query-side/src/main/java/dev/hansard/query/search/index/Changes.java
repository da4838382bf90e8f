// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.index;

import dev.hansard.api.Erases;
import dev.hansard.api.MessageEvents;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import dev.hansard.axon.store.UnreadableEvent;
import dev.hansard.query.search.Change;
import dev.hansard.query.search.MessageKey;
import dev.hansard.query.search.SearchSettings;
import dev.hansard.query.search.analysis.TextAnalysis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns events into changes of the index, one per message. A message whose first event is among them is put together from
 * them alone; of others the record is read again. An event that cannot be understood is passed over and counted.
 */
final class Changes {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    private final EventLog log;
    private final SearchSettings settings;
    private final AtomicLong passedOver = new AtomicLong();

    Changes(EventLog log, SearchSettings settings) {
        this.log = log;
        this.settings = settings;
    }

    /** How many events and messages were passed over since the start. */
    long passedOver() {
        return passedOver.get();
    }

    void passOver(int shard, long position, Throwable cause) {
        passedOver.incrementAndGet();
        LOG.error(
                "Search passes over event {} of shard {}: {}",
                position,
                shard,
                cause.getClass().getSimpleName());
    }

    /** @param events in order */
    List<Change> of(List<CommittedEvent> events) {
        Map<MessageKey, List<CommittedEvent>> messages = new LinkedHashMap<>();
        for (CommittedEvent event : events) {
            if (event.event() instanceof Erases) TextAnalysis.forget();
            if (event.event() instanceof MessageEvents about && MessageFold.concerns(about)) {
                messages.computeIfAbsent(new MessageKey(about.channel(), about.ts()), key -> new ArrayList<>())
                        .add(event);
            }
        }
        var changes = new ArrayList<Change>(messages.size());
        messages.forEach((key, about) -> {
            Change change = change(key, about);
            if (change != null) changes.add(change);
        });
        return changes;
    }

    /** Null when it makes no sense. A record or its keys that do not answer are no fault of the event's. */
    private @Nullable Change change(MessageKey key, List<CommittedEvent> news) {
        CommittedEvent last = news.getLast();
        List<CommittedEvent> all;
        try {
            all = isWhole(news) ? news : log.aboutMessage(last.shard(), key.channel(), key.ts());
        } catch (UnreadableEvent e) {
            passOver(last.shard(), e.position(), e);
            return null;
        }
        try {
            var analysis = new TextAnalysis(settings.languageOf(key.channel().workspace()));
            return MessageFold.fold(key, all.isEmpty() ? news : all, analysis);
        } catch (RuntimeException e) {
            passOver(last.shard(), last.position(), e);
            return null;
        }
    }

    private static boolean isWhole(List<CommittedEvent> news) {
        return news.getFirst().event() instanceof MessageEvents first && MessageFold.isOrigin(first);
    }
}
