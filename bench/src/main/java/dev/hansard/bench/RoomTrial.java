// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import dev.hansard.bench.RoomLoad.Outcome;
import dev.hansard.bench.load.Fleet;
import dev.hansard.bench.load.RateSearch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** One plan of rooms under rising, then held rates; remembers every step. */
final class RoomTrial {
    static final String FEW = "50/s";
    static final double FEW_POSTS = 50;
    private static final double LIMIT_MILLIS = 100;
    private static final int STEP_SECONDS = 4;
    private static final int BARE_STEP_SECONDS = 2;
    private static final int RETURN_SECONDS = 60;
    private static final int REFINEMENTS = 3;
    private static final double HIGHEST_RATE = 100_000;
    private static final double STEP_BACK = 0.9;
    private static final int STEPS_BACK = 4;
    private static final double WARMER = 1.4;

    private final RoomLoad load;
    private final Fleet fleet;
    private final RoomPlan plan;
    private final BenchOptions options;
    private final Results results;
    private final List<Map<String, Object>> steps = new ArrayList<>();
    private final int frameBytes;

    /** @param frameBytes of what the bare broadcast is to deliver; 0 for a server, which makes its own frames */
    RoomTrial(RoomLoad load, Fleet fleet, RoomPlan plan, int frameBytes, BenchOptions options, Results results) {
        this.load = load;
        this.frameBytes = frameBytes;
        this.fleet = fleet;
        this.plan = plan;
        this.options = options;
        this.results = results;
    }

    List<Map<String, Object>> steps() {
        return steps;
    }

    /** At rates that rise as far as they are carried, so that what is measured then is compiled. */
    void warmUp(WarmUp warmUp) throws InterruptedException {
        double rate = plan.firstRate();
        while (warmUp.goesOn()) {
            boolean carried = once("warm-up", rate, STEP_SECONDS).isWithin(LIMIT_MILLIS);
            rate = carried ? rate * WARMER : Math.max(plan.firstRate() / 2, rate / WARMER);
        }
    }

    /** Posts a second that are carried, as far as short tries tell. */
    double search(double first) throws Exception {
        int seconds = Math.min(frameBytes > 0 ? BARE_STEP_SECONDS : STEP_SECONDS, options.seconds);
        return new RateSearch(REFINEMENTS, HIGHEST_RATE)
                .from(first, rate -> once("search", rate, seconds).isWithin(LIMIT_MILLIS));
    }

    /** Holds the rate, and a lower one if it was too much after all. Answers the median repetition. */
    Outcome maximum(Map<String, Object> row, double found) throws InterruptedException {
        double rate = Math.max(1, found);
        for (int i = 0; ; i++, rate *= STEP_BACK) {
            List<Outcome> all = repeated("maximum", rate);
            long carried =
                    all.stream().filter(each -> each.isWithin(LIMIT_MILLIS)).count();
            if (carried * 2 <= all.size() && i < STEPS_BACK) continue;
            row.put("posts/s", spread(all, Outcome::carried));
            row.put("deliveries/s", spread(all, Outcome::deliveriesPerSecond));
            figures(row, "", all);
            row.put("within", carried + " of " + all.size());
            return all.stream()
                    .sorted(Comparator.comparingDouble(Outcome::carried))
                    .toList()
                    .get(all.size() / 2);
        }
    }

    void held(Map<String, Object> row, String what, double rate) throws InterruptedException {
        List<Outcome> all = repeated(what, rate);
        row.put(what + " posts/s", spread(all, Outcome::carried));
        figures(row, what + " ", all);
    }

    private static void figures(Map<String, Object> row, String prefix, List<Outcome> all) {
        row.put(prefix + "each p99 ms", spread(all, each -> each.each().getValueAtPercentile(99) / 1_000.0));
        row.put(prefix + "last p50 ms", spread(all, each -> each.lastMillis(50)));
        row.put(prefix + "last p99 ms", spread(all, each -> each.lastMillis(99)));
        row.put(prefix + "ack p50 ms", spread(all, each -> each.acks().getValueAtPercentile(50) / 1_000.0));
        row.put(prefix + "ack p99 ms", spread(all, each -> each.acks().getValueAtPercentile(99) / 1_000.0));
        row.put(prefix + "cpu s/M", spread(all, Outcome::cpuPerMillion));
        row.put(prefix + "server cpu s/s", spread(all, each -> each.cpu().server() / each.seconds()));
        row.put(prefix + "db cpu s/s", spread(all, each -> each.cpu().database() / each.seconds()));
        row.put(prefix + "load cpu s/s", spread(all, each -> each.cpu().load() / each.seconds()));
        row.put(prefix + "missing", all.stream().mapToLong(Outcome::missing).sum());
    }

    private static Spread spread(List<Outcome> all, ToDoubleFunction<Outcome> figure) {
        return Spread.of(all.stream().map(figure::applyAsDouble).toList());
    }

    private List<Outcome> repeated(String what, double rate) throws InterruptedException {
        var all = new ArrayList<Outcome>();
        for (int i = 0; i < options.repetitions; i++) all.add(once(what, rate, options.seconds));
        return all;
    }

    private Outcome once(String what, double rate, int seconds) throws InterruptedException {
        if (!fleet.await(plan.clients(), RETURN_SECONDS)) {
            results.say("only " + fleet.live() + " of " + plan.clients() + " sessions came back: " + fleet.ends());
        }
        Outcome outcome = load.run(fleet, plan.senders(), plan.sessions(), rate, seconds, frameBytes);
        var step = new LinkedHashMap<String, Object>();
        step.put("what", what);
        step.put("of", frameBytes > 0 ? "bare broadcast" : "hansard");
        step.put("rooms", plan.rooms().size());
        step.put("members", plan.sessions());
        step.put("asked posts/s", rate);
        step.put("posts/s", outcome.carried());
        step.put("deliveries/s", outcome.deliveriesPerSecond());
        step.put("each p99 ms", outcome.each().getValueAtPercentile(99) / 1_000.0);
        step.put("last p50 ms", outcome.lastMillis(50));
        step.put("last p99 ms", outcome.lastMillis(99));
        step.put("cpu s/M", outcome.cpuPerMillion());
        step.put("load cpu s/s", outcome.cpu().load() / outcome.seconds());
        step.put("missing", outcome.missing());
        step.put("given up", outcome.givenUp());
        results.say("%s %s, %d x %d: %.0f posts/s, %.0f deliveries/s, last p50 %.1f, p99 %.1f ms%s%s"
                .formatted(
                        step.get("of"),
                        what,
                        plan.rooms().size(),
                        plan.sessions(),
                        outcome.carried(),
                        outcome.deliveriesPerSecond(),
                        outcome.lastMillis(50),
                        outcome.lastMillis(99),
                        outcome.missing() > 0 ? ", missing " + outcome.missing() : "",
                        outcome.givenUp() ? ", given up" : ""));
        steps.add(step);
        return outcome;
    }
}
