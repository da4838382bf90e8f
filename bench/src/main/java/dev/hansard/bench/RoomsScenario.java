// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import dev.hansard.bench.ExportWriter.Channel;
import dev.hansard.bench.RoomLoad.Outcome;
import dev.hansard.bench.load.Fleet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "rooms",
        mixinStandardHelpOptions = true,
        description = {
            "How much a room of many members carries, and many rooms of few.",
            "",
            "Every member is a person with a session. Posts of 200 bytes are sent over the members' sessions at fixed moments, "
                    + "whatever came of those before; the time runs from the moment that a post was due until the last member has it. "
                    + "The rate is raised until 1 of 100 posts takes longer than 100 ms, or a delivery or an ack is missing; "
                    + "the best is then held. Half of it, and 50 posts a second, are measured as well.",
            "",
            "With --floors (the default) the same clients then do the same to a process that only writes what it reads to "
                    + "the sockets of a room, and the database inserts rows without us."
        })
final class RoomsScenario extends Scenario {
    private static final int PROGRESS_SECONDS = 5;
    private static final int PROGRESS_TIMES = 60;

    @Option(
            names = "--members",
            split = ",",
            defaultValue = "100,1000,5000",
            paramLabel = "N",
            description = "Of one room; 0 to leave it out (default: 100,1000,5000).")
    List<Integer> members = List.of(100, 1_000, 5_000);

    @Option(
            names = "--rooms",
            defaultValue = "200",
            paramLabel = "N",
            description = "Of 10 members each, with 50 people who post; 0 to leave them out (default: 200).")
    int rooms = 200;

    @Option(
            names = "--transport",
            defaultValue = "NETTY",
            paramLabel = "NAME",
            description = "NETTY: the RTM port of its own (default); SPRING: WebSockets on the main port.")
    Transport transport = Transport.NETTY;

    @Mixin
    FloorOptions floors = new FloorOptions();

    private enum Transport {
        NETTY,
        SPRING
    }

    /** Many members come in, and not at the pace that spares a server which has other things to do. */
    @Override
    void prepare() {
        var java = new ArrayList<>(options.serverJavaOptions);
        java.add("-Dhansard.rtm.admission.per-second=1000");
        java.add("-Dhansard.rtm.admission.burst=1000");
        if (transport == Transport.SPRING) options.serverArguments = List.of("--one-port");
        options.serverJavaOptions = java;
    }

    @Override
    Map<String, Object> settings() {
        return Map.of("senders", RoomPlan.SENDERS, "textBytes", 200, "transport", name(transport));
    }

    @Override
    void run(Bed bed, Results results) throws Exception {
        List<RoomPlan> plans = RoomPlan.all(members, rooms);
        int clients = plans.stream().mapToInt(RoomPlan::clients).max().orElse(0);
        if (clients > FleetPlan.atMost(clients)) throw new IOException("this process may not have so many files");
        List<Channel> channels =
                plans.stream().flatMap(plan -> plan.rooms().stream()).toList();
        bed.populate(clients, channels);
        bed.tokens(clients);
        results.say(clients + " people and their tokens are there");
        var rows = new ArrayList<Map<String, Object>>();
        var steps = new ArrayList<Map<String, Object>>();
        var load = new RoomLoad(true, bed::cpu);
        try (var fleet = new Fleet(clients, 1, new RtmDoorman(bed::url, bed::known), load)) {
            int there = 0;
            for (RoomPlan plan : plans) {
                fleet.open(there, Math.max(there, plan.clients()));
                there = Math.max(there, plan.clients());
                arrive(fleet, there, results);
                var trial = new RoomTrial(load, fleet, plan, 0, options, results);
                var warmUp = WarmUp.of(bed, options, rows.isEmpty() ? options.warmUp : options.warmUp / 4);
                trial.warmUp(warmUp);
                var row = new LinkedHashMap<String, Object>();
                row.put("transport", name(transport));
                row.put("pinned", options.pin);
                row.put("rooms", plan.rooms().size());
                row.put("members", plan.sessions());
                row.put("settled", warmUp.settled());
                double most = trial.search(plan.firstRate());
                Outcome best = trial.maximum(row, most);
                trial.held(row, "half", best.carried() / 2);
                trial.held(row, RoomTrial.FEW, RoomTrial.FEW_POSTS);
                row.put("frame bytes", (int) (best.bytes() / Math.max(1, best.deliveries())));
                row.put("collector", bed.process().collector());
                steps.addAll(trial.steps());
                rows.add(row);
            }
        }
        if (floors.wanted) floors(bed, results, plans, rows, steps);
        results.add("rooms-steps", steps);
        for (Map<String, Object> row : rows) results.addOne("rooms", row);
    }

    private void floors(
            Bed bed,
            Results results,
            List<RoomPlan> plans,
            List<Map<String, Object>> rows,
            List<Map<String, Object>> steps)
            throws Exception {
        double inserts = floors.inserts(bed, results);
        for (int i = 0; i < plans.size(); i++) {
            Map<String, Object> row = rows.get(i);
            RoomPlan plan = plans.get(i);
            double ours = Spread.median(row, "posts/s");
            int bytes = row.get("frame bytes") instanceof Integer known ? known : 0;
            double first = Math.max(plan.firstRate(), 2 * ours);
            Map<String, Object> floor = BareRooms.measure(plan, bytes, first, options, results, steps);
            row.put("floor deliveries/s", floor.get("deliveries/s"));
            row.put("floor cpu s/M", floor.get("cpu s/M"));
            String few = RoomTrial.FEW + " cpu s/M";
            row.put("floor " + few, floor.get(few));
            row.put("share of floor", Spread.median(row, "deliveries/s") / Spread.median(floor, "deliveries/s"));
            row.put("floor inserts/s", inserts);
            row.put("posts/s share of inserts", ours / inserts);
        }
    }

    /** Waits until so many are live, and says how it goes. */
    static void arrive(Fleet fleet, int clients, Results results) throws IOException, InterruptedException {
        for (int i = 0; !fleet.await(clients, PROGRESS_SECONDS); i++) {
            String standing = fleet.live() + " of " + clients + " sessions are live, turned away " + fleet.turnedAway()
                    + " times, broken " + fleet.broken() + ", ended " + fleet.ends();
            if (i == PROGRESS_TIMES) throw new IOException(standing);
            results.say(standing);
        }
        results.say(clients + " sessions are live");
    }

    private static String name(Transport transport) {
        return transport.name().toLowerCase(Locale.ROOT);
    }
}
