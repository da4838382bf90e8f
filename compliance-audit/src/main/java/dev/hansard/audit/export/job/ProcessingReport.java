// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.audit.export.Conversation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    private final List<Count> counts = new ArrayList<>();

    Count begin(Conversation conversation, String title) {
        var count = new Count(conversation.id(), title);
        counts.add(count);
        return count;
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
