// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import dev.hansard.bench.ExportWriter.Channel;
import dev.hansard.bench.LoadRun.Outcome;
import dev.hansard.bench.LoadRun.Sender;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "posting",
        mixinStandardHelpOptions = true,
        description = {
            "How many posts a second become durable, and how long an ack takes.",
            "",
            "Each sender has its own socket and one message in flight. With one channel every sender is in it, so over RTM each "
                    + "post also goes to all the others; with a hundred channels each has one sender, so that no post is pushed "
                    + "to anybody else."
        })
final class PostingScenario extends Scenario {
    private static final List<Integer> CHANNELS = List.of(1, 100);
    private static final int PIECE_SECONDS = 10;

    @Option(
            names = "--senders",
            split = ",",
            defaultValue = "1,16,64",
            paramLabel = "N",
            description = "Default: 1,16,64.")
    List<Integer> senders = List.of(1, 16, 64);

    @Option(
            names = "--channels",
            split = ",",
            defaultValue = "1,100",
            paramLabel = "N",
            description = "Default: 1,100.")
    List<Integer> channels = CHANNELS;

    @Option(
            names = "--via",
            split = ",",
            defaultValue = "RTM,HTTP",
            paramLabel = "DOOR",
            description = "RTM frames, HTTP chat.postMessage, or both (default).")
    List<Poster.Door> doors = List.of(Poster.Door.values());

    @Mixin
    FloorOptions floors = new FloorOptions();

    @Override
    Map<String, Object> settings() {
        return Map.of("textCharacters", LoadRun.TEXT.length());
    }

    @Override
    void run(Bed bed, Results results) throws Exception {
        int people = senders.stream().mapToInt(Integer::intValue).max().orElse(1);
        var all = new ArrayList<Channel>();
        for (int sending : senders) for (int count : channels) all.addAll(channels(count, sending));
        bed.populate(people, all);
        var rows = new ArrayList<Map<String, Object>>();
        for (Poster.Door door : doors) {
            for (int count : channels) {
                for (int sending : senders) rows.add(measure(bed, results, door, count, sending));
            }
        }
        if (floors.wanted) {
            double inserts = floors.inserts(bed, results);
            for (Map<String, Object> row : rows) {
                row.put("floor inserts/s", inserts);
                row.put("share of floor", Spread.median(row, "posts/s") / inserts);
            }
        }
        results.add("posting", rows);
    }

    private Map<String, Object> measure(Bed bed, Results results, Poster.Door door, int count, int sending)
            throws IOException, InterruptedException {
        var outcomes = new ArrayList<Outcome>();
        List<Sender> open = open(bed, door, channels(count, sending), sending);
        var warmUp = WarmUp.of(bed, options, options.warmUp);
        try {
            while (warmUp.goesOn()) {
                progress(results, "warm-up", new LoadRun(open).run(bed, 0, PIECE_SECONDS));
            }
            for (int i = 0; i < options.repetitions; i++) {
                Outcome outcome = new LoadRun(open).run(bed, 1, options.seconds);
                progress(results, "measured", outcome);
                outcomes.add(outcome);
            }
        } finally {
            for (Sender each : open) each.poster().close();
        }
        Map<String, Object> row = row(door, count, sending, outcomes);
        row.put("settled", warmUp.settled());
        results.say("posting " + row);
        return row;
    }

    private static void progress(Results results, String what, Outcome outcome) {
        results.say("%s: %.0f posts/s, server %.3f, database %.3f cpu s/1000"
                .formatted(
                        what,
                        outcome.perSecond(),
                        outcome.cpu().server() * 1_000 / outcome.posts(),
                        outcome.cpu().database() * 1_000 / outcome.posts()));
    }

    private static List<Sender> open(Bed bed, Poster.Door door, List<Channel> channels, int sending)
            throws IOException, InterruptedException {
        var senders = new ArrayList<Sender>();
        for (int i = 0; i < sending; i++) {
            int person = i;
            List<String> mine = channels.stream()
                    .filter(channel -> channel.members().contains(person))
                    .map(Channel::id)
                    .toList();
            senders.add(new Sender(door.open(bed.url(), bed.token(i)), mine));
        }
        return senders;
    }

    private static Map<String, Object> row(Poster.Door door, int count, int sending, List<Outcome> outcomes) {
        var row = new LinkedHashMap<String, Object>();
        row.put("via", door.name().toLowerCase(java.util.Locale.ROOT));
        row.put("channels", count);
        row.put("senders", sending);
        row.put("posts/s", spread(outcomes, Outcome::perSecond));
        row.put("ack p50 ms", spread(outcomes, each -> each.micros().getValueAtPercentile(50) / 1_000.0));
        row.put("ack p99 ms", spread(outcomes, each -> each.micros().getValueAtPercentile(99) / 1_000.0));
        row.put("server cpu s/1000", spread(outcomes, each -> each.cpu().server() * 1_000 / each.posts()));
        row.put("db cpu s/1000", spread(outcomes, each -> each.cpu().database() * 1_000 / each.posts()));
        row.put("load cpu s/1000", spread(outcomes, each -> each.cpu().load() * 1_000 / each.posts()));
        return row;
    }

    private static Spread spread(List<Outcome> outcomes, java.util.function.ToDoubleFunction<Outcome> figure) {
        return Spread.of(outcomes.stream().map(figure::applyAsDouble).toList());
    }

    /** One channel of all senders, or many that belong to one sender each. */
    private static List<Channel> channels(int count, int sending) {
        if (count == 1) {
            List<Integer> everybody = IntStream.range(0, sending).boxed().toList();
            return List.of(new Channel("C0ONE" + sending, "one-" + sending, everybody));
        }
        return IntStream.range(0, Math.max(count, sending))
                .mapToObj(i -> new Channel(
                        "C0MANY" + count + 'X' + sending + 'X' + i,
                        "many-" + count + '-' + sending + '-' + i,
                        List.of(i % sending)))
                .toList();
    }
}
