// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.index;

import dev.hansard.axon.store.EventStores;
import dev.hansard.axon.store.Shards.Shard;
import dev.hansard.query.search.Change;
import dev.hansard.query.search.Generation;
import dev.hansard.query.search.MessageIndex;
import dev.hansard.query.search.MessageKey;
import dev.hansard.query.search.SearchSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Compares the whole index with the whole record, document by document: whether each message that should be found has one,
 * made from its newest event, and whether there is any other. A document's text follows from its version, as it is made by
 * the same steps from the same events. Messages that change while it runs are left out. Needs about 150 bytes of memory for
 * each message of a shard.
 */
public final class IndexCheck {
    private static final int PAGE = 5_000;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final EventStores stores;
    private final MessageIndex index;
    private final SearchFollower follower;
    private final SearchSettings settings;
    private final MeterRegistry meters;

    IndexCheck(
            EventStores stores,
            MessageIndex index,
            SearchFollower follower,
            SearchSettings settings,
            MeterRegistry meters) {
        this.stores = stores;
        this.index = index;
        this.follower = follower;
        this.settings = settings;
        this.meters = meters;
    }

    public List<Integer> shards() {
        return stores.shards().all().stream().map(Shard::id).toList();
    }

    /**
     * Waits for the index to have come to the end of the record first, a minute at most.
     *
     * @param progress is told positions of the record now and then
     * @throws dev.hansard.query.search.IndexUnavailable when the index does not answer
     */
    public IndexReport check(int shard, LongConsumer progress) {
        boolean current = follower.await(shard, stores.log().head(shard), PATIENCE);
        long upTo = index.position(shard, Generation.SERVING);
        index.refresh(shard);
        Map<MessageKey, Long> expected = expected(shard, upTo, progress);
        var report = new IndexReport.Builder(shard, upTo, current, otherLanguages(shard), expected.size());
        index.scan(shard, (key, version) -> {
            Long wanted = expected.remove(key);
            if (version > upTo || wanted != null && (wanted == version || wanted > upTo)) return;
            if (wanted == null) report.surplus(key);
            else report.stale(key);
        });
        if (!expected.isEmpty()) expected.keySet().removeAll(changedSince(shard, upTo));
        expected.keySet().forEach(report::missing);
        return report.build();
    }

    /** The version of each message that is to be found, as of the position. */
    private Map<MessageKey, Long> expected(int shard, long upTo, LongConsumer progress) {
        var changes = new Changes(stores.log(), settings);
        var feed = new IndexFeed(shard, stores, index, changes, meters);
        var expected = new HashMap<MessageKey, Long>();
        long position = 0;
        while (position < upTo) {
            var page = feed.history(position, (int) Math.min(PAGE, upTo - position));
            if (page.isEmpty()) break;
            for (Change change : changes.of(page.events())) {
                switch (change) {
                    case Change.Put put -> expected.put(put.key(), put.version());
                    case Change.Remove remove -> expected.remove(remove.key());
                }
            }
            position = page.position();
            progress.accept(position);
        }
        return expected;
    }

    private boolean otherLanguages(int shard) {
        String made = index.languages(shard);
        return made != null && !made.equals(settings.languagesInShort());
    }

    private List<MessageKey> changedSince(int shard, long position) {
        var changes = new Changes(stores.log(), settings);
        var feed = new IndexFeed(shard, stores, index, changes, meters);
        var changed = new java.util.ArrayList<MessageKey>();
        long at = position;
        while (true) {
            var page = feed.history(at, PAGE);
            if (page.isEmpty()) return changed;
            changes.of(page.events()).forEach(change -> changed.add(change.key()));
            at = page.position();
        }
    }
}
