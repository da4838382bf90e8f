// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.audit.export.Conversation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Counts what became of every message, by conversation: matched = exported + excluded + failed. */
final class ProcessingReport {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What became of the messages of one conversation. */
    static final class Count {
        final String conversation;
        final String title;
        long found;
        long matched;
        long exported;
        long failed;
        long tombstones;
        long events;
        final Map<String, Long> excluded = new TreeMap<>();

        Count(String conversation, String title) {
            this.conversation = conversation;
            this.title = title;
        }

        void exclude(String reason) {
            excluded.merge(reason, 1L, Long::sum);
        }

        long excludedTotal() {
            return excluded.values().stream().mapToLong(Long::longValue).sum();
        }

        void add(Count other) {
            found += other.found;
            matched += other.matched;
            exported += other.exported;
            failed += other.failed;
            tombstones += other.tombstones;
            events += other.events;
            other.excluded.forEach((reason, count) -> excluded.merge(reason, count, Long::sum));
        }

        Line line() {
            return new Line(
                    conversation, title, found, matched, exported, failed, tombstones, events, new TreeMap<>(excluded));
        }

        ObjectNode json() {
            if (matched != exported + excludedTotal() + failed) {
                throw new IllegalStateException("the counts of " + conversation + " do not reconcile");
            }
            ObjectNode json = JSON.createObjectNode();
            json.put("conversation", conversation);
            json.put("title", title);
            json.put("found", found);
            json.put("outside_scope", found - matched);
            json.put("matched", matched);
            json.put("exported", exported);
            json.put("excluded", excludedTotal());
            ObjectNode reasons = json.putObject("excluded_by_reason");
            excluded.forEach(reasons::put);
            json.put("failed", failed);
            json.put("exported_as_tombstones", tombstones);
            json.put("events_exported", events);
            return json;
        }
    }

    /** The counts of one conversation as they are kept on disk. */
    record Line(
            String conversation,
            String title,
            long found,
            long matched,
            long exported,
            long failed,
            long tombstones,
            long events,
            Map<String, Long> excluded) {
        Count count() {
            var count = new Count(conversation, title);
            count.found = found;
            count.matched = matched;
            count.exported = exported;
            count.failed = failed;
            count.tombstones = tombstones;
            count.events = events;
            count.excluded.putAll(excluded);
            return count;
        }
    }

    private final List<Count> counts = new ArrayList<>();

    Count begin(Conversation conversation, String title) {
        Count count = draft(conversation, title);
        add(count);
        return count;
    }

    /** One that is not in the report until it is {@link #add added}. */
    Count draft(Conversation conversation, String title) {
        return new Count(conversation.id(), title);
    }

    void add(Count count) {
        counts.add(count);
    }

    List<Line> lines() {
        return counts.stream().map(Count::line).toList();
    }

    /** Goes on with these; answers the last one. */
    @Nullable
    Count resume(List<Line> lines) {
        lines.forEach(line -> counts.add(line.count()));
        return counts.isEmpty() ? null : counts.getLast();
    }

    Count total() {
        var total = new Count("total", "");
        counts.forEach(total::add);
        return total;
    }

    ObjectNode json(long exceptions) {
        ObjectNode json = JSON.createObjectNode();
        json.put("rule", "matched = exported + excluded + failed");
        json.set("total", total().json());
        json.put("exceptions", exceptions);
        var list = json.putArray("conversations");
        counts.forEach(count -> list.add(count.json()));
        return json;
    }
}
