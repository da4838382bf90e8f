// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import dev.hansard.bench.load.Fleet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "connections",
        mixinStandardHelpOptions = true,
        description = {
            "What an idle connection costs after full collections: bytes of live heap, and of resident memory outside of it.",
            "",
            "The heap is all in memory from the start, so that what grows is the rest.",
            "Every connection is another person, who is in several channels. Some clients come and go before, so that what the "
                    + "first ones load is not counted. --seconds is how long the connections idle, pings included."
        })
final class ConnectionsScenario extends Scenario {
    private static final int FIRST = 200;
    private static final int PER_CHANNEL = 100;
    private static final int SETTLE_MILLIS = 15_000;
    private static final int ROWS = 40;

    @Option(names = "--connections", defaultValue = "10000", paramLabel = "N", description = "Default: 10000.")
    int connections = 10_000;

    @Option(names = "--channels-each", defaultValue = "5", paramLabel = "N", description = "Default: 5.")
    int channelsEach = 5;

    @Option(names = "--histogram", description = "Show which classes grew most.")
    boolean histogram;

    @Override
    Map<String, Object> settings() {
        return Map.of("connections", connections, "channelsEach", channelsEach);
    }

    /** A heap that is all in memory from the start: what grows then is outside of it. */
    @Override
    void prepare() {
        var all = new ArrayList<String>(options.serverJavaOptions);
        all.add("-XX:+AlwaysPreTouch");
        options.serverJavaOptions = all;
    }

    @Override
    void run(Bed bed, Results results) throws Exception {
        int count = FleetPlan.atMost(connections);
        bed.populate(count, FleetPlan.channels(count, PER_CHANNEL, channelsEach));
        bed.tokens(count);
        results.say("people and tokens are there");
        long pid = bed.process().pid();
        var doorman = new RtmDoorman(bed::url, bed::known);
        try (var first = new Fleet(FIRST, 1, doorman, (client, frame, length) -> {})) {
            first.open(0, FIRST);
            if (!first.await(FIRST, 60)) throw new IOException("the first clients do not get in");
        }
        Thread.sleep(SETTLE_MILLIS);
        Inside before = Inside.of(pid);
        try (var fleet = new Fleet(count, 1, doorman, (client, frame, length) -> {})) {
            long started = System.nanoTime();
            fleet.open(0, count);
            if (!fleet.await(count, 600))
                throw new IOException("only " + fleet.live() + " got in; ends " + fleet.ends());
            double opened = (System.nanoTime() - started) / 1e9;
            CpuTimes cpuBefore = bed.cpu();
            long idle = Math.max(SETTLE_MILLIS, options.seconds * 1_000L);
            Thread.sleep(idle);
            CpuTimes cpu = bed.cpu().minus(cpuBefore);
            Inside after = Inside.of(pid);
            var row = new LinkedHashMap<String, Object>();
            row.put("connections", count);
            row.put("heap B each", (after.heap() - before.heap()) / count);
            row.put("outside the heap B each", (after.resident() - before.resident()) / count);
            row.put("heap MB", after.heap() / 1e6);
            row.put("RSS MB", after.resident() / 1e6);
            row.put("opened in s", opened);
            row.put("turned away", fleet.turnedAway());
            row.put("closed while idle", count - fleet.live());
            row.put("server cpu s/s", cpu.server() / (idle / 1e3));
            if (histogram) Inside.growth(before, after, count, ROWS).forEach(results::say);
            results.add("connections", List.of(row));
        }
    }
}
