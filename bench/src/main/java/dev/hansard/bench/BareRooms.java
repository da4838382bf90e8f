// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import dev.hansard.bench.load.Fleet;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The floor of rooms: the same clients and the same search, against a process that only writes what it reads. */
final class BareRooms {
    private static final int WARM_UP_SECONDS = 3;
    private static final long PATIENCE_SECONDS = 60;

    private BareRooms() {}

    /**
     * What it carries at most.
     *
     * @param frameBytes of each delivery
     * @param first posts a second that the search begins with
     * @param steps to which all that was tried is added
     */
    static Map<String, Object> measure(
            RoomPlan wanted,
            int frameBytes,
            double first,
            BenchOptions options,
            Results results,
            List<Map<String, Object>> steps)
            throws Exception {
        RoomPlan plan = wanted.bare();
        try (var bare = new BareBroadcast(options.pinned())) {
            var load = new RoomLoad(false, bare::cpu);
            try (var fleet = new Fleet(plan.clients(), 1, bare.doorman(plan::roomOf), load)) {
                fleet.open(0, plan.clients());
                if (!fleet.await(plan.clients(), PATIENCE_SECONDS)) {
                    throw new IOException("the bare broadcast lets only " + fleet.live() + " in");
                }
                var trial = new RoomTrial(load, fleet, plan, frameBytes, options, results);
                trial.warmUp(WarmUp.of(WARM_UP_SECONDS));
                var row = new LinkedHashMap<String, Object>();
                row.put("pinned", options.pin);
                row.put("rooms", plan.rooms().size());
                row.put("members", plan.sessions());
                trial.maximum(row, trial.search(first));
                trial.held(row, RoomTrial.FEW, RoomTrial.FEW_POSTS);
                steps.addAll(trial.steps());
                return row;
            }
        }
    }
}
