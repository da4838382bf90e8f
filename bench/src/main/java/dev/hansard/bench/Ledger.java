// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/** What was acknowledged, to be held against the history. */
final class Ledger {
    private static final String PAGE = "999";

    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, Map<String, String>> tsByText = new ConcurrentHashMap<>();
    private long faults;

    /** @param unackedThere messages in the history of whose fate the sender never heard; none of them may be there twice */
    record Verdict(long missing, long doubled, long disordered, long unackedThere) {}

    /** A text that was never posted before. */
    String next() {
        return "kept word " + numbers.incrementAndGet();
    }

    void acked(String channel, String text, String ts) {
        tsByText.computeIfAbsent(channel, any -> new ConcurrentHashMap<>()).put(text, ts);
    }

    /** Faults found so far. */
    long faults() {
        return faults;
    }

    void blame(Verdict verdict) {
        faults += verdict.missing() + verdict.doubled() + verdict.disordered();
    }

    Verdict compare(Bed bed, List<String> channels) throws IOException, InterruptedException {
        long missing = 0;
        long doubled = 0;
        long disordered = 0;
        long unacked = 0;
        try (var api = new WebApi(bed.url(), bed.token(0))) {
            for (String channel : channels) {
                var there = new HashMap<String, String>();
                Set<String> twice = new HashSet<>();
                String before = "a";
                String cursor = "";
                do {
                    var arguments = new LinkedHashMap<>(Map.of("channel", channel, "limit", PAGE));
                    if (!cursor.isEmpty()) arguments.put("cursor", cursor);
                    JsonNode page = api.call("conversations.history", arguments);
                    for (JsonNode message : page.path("messages")) {
                        String ts = message.path("ts").asString();
                        if (ts.compareTo(before) >= 0) disordered++;
                        before = ts;
                        String text = message.path("text").asString();
                        if (there.put(text, ts) != null) twice.add(text);
                    }
                    cursor = page.path("response_metadata").path("next_cursor").asString("");
                } while (!cursor.isEmpty());
                Map<String, String> acked = tsByText.getOrDefault(channel, Map.of());
                missing += acked.entrySet().stream()
                        .filter(each -> !each.getValue().equals(there.get(each.getKey())))
                        .count();
                doubled += twice.size();
                unacked += there.keySet().stream()
                        .filter(text -> !acked.containsKey(text))
                        .count();
            }
        }
        return new Verdict(missing, doubled, disordered, unacked);
    }
}
