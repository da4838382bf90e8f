// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        name = "raw",
        mixinStandardHelpOptions = true,
        description = {
            "What the database alone can do here: durable inserts of rows as large as events, several to a commit.",
            "",
            "The floor under every other figure: a ratio to it says more than a number of posts."
        })
final class RawScenario extends Scenario {
    private static final List<Integer> CONNECTIONS = List.of(1, 8);
    private static final List<Integer> ROWS = List.of(1, 10, 100);

    @Override
    Map<String, Object> settings() {
        return Map.of("rowBytes", RawInserts.PAYLOAD_BYTES);
    }

    @Override
    void run(Bed bed, Results results) throws Exception {
        var rows = new ArrayList<Map<String, Object>>();
        try (var inserts = new RawInserts(bed.process())) {
            for (int connections : CONNECTIONS) {
                for (int perCommit : ROWS) rows.add(measure(bed, inserts, connections, perCommit));
            }
        }
        results.add("raw", rows);
    }

    private Map<String, Object> measure(Bed bed, RawInserts inserts, int connections, int perCommit) throws Exception {
        var rates = new ArrayList<Double>();
        CpuTimes before = bed.cpu();
        for (int i = 0; i < options.repetitions; i++) {
            rates.add(inserts.measure(connections, perCommit, options.seconds));
        }
        CpuTimes cpu = bed.cpu().minus(before);
        var row = new LinkedHashMap<String, Object>();
        row.put("connections", connections);
        row.put("rows per commit", perCommit);
        row.put("rows/s", Spread.of(rates));
        row.put(
                "commits/s",
                Spread.of(rates.stream().map(rate -> rate / perCommit).toList()));
        row.put("db cpu s/s", cpu.database() / ((double) options.seconds * options.repetitions));
        return row;
    }
}
