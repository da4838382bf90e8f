// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** After {@code resume_failed}: fetches from the history what came since the last that a reader was told, channel by channel. */
final class Catching {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Stage stage;
    private final int reader;
    private final Map<Integer, Long> missing = new HashMap<>();

    Catching(Stage stage, int reader) {
        this.stage = stage;
        this.reader = reader;
    }

    /** Must be called before anything that comes after the gap. What is still missing from before stays so. */
    synchronized void fallBehind() {
        stage.checker().excuse(reader);
        for (int channel : stage.town().memberships().get(reader)) {
            missing.putIfAbsent(channel, stage.checker().lastTold(reader, channel));
        }
    }

    synchronized boolean isBehind() {
        return !missing.isEmpty();
    }

    /** Fetches what it can; the rest stays missing. */
    synchronized void up(Edge edge) throws IOException {
        try (var calls = new Calls(edge.url(), stage.town().readerToken(reader), PATIENCE_MILLIS)) {
            for (int channel : missing.keySet().stream().sorted().toList()) {
                long since = missing.getOrDefault(channel, 0L);
                History history = calls.history(channel, since == 0 ? "" : Messages.ts(since));
                var way = new Sighting.Way(edge.name(), 0, "fetched");
                for (int i = 0; i < history.size(); i++) {
                    stage.checker().fetched(new Sighting(reader, channel, history.message(i), history.ts(i), way));
                }
                missing.remove(channel);
            }
        }
    }
}
