// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import dev.hansard.bench.ExportWriter.Channel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "kill",
        mixinStandardHelpOptions = true,
        description = {
            "Whether anything that was acknowledged is ever lost: kill -9 of the server, and separately of its database, under "
                    + "posting load, many times.",
            "",
            "After each restart the history must hold every acked message once, in ts order, and no unacked one twice. Ends with "
                    + "status 1 if it does not. 'Shown late' are acked messages that history has only once the read models, "
                    + "which restart too, have caught up."
        })
final class KillScenario extends Scenario {
    private static final List<String> CHANNELS = List.of("C0KILL0", "C0KILL1", "C0KILL2", "C0KILL3");

    @Option(names = "--rounds", defaultValue = "20", paramLabel = "N", description = "Of each kind (default: 20).")
    int rounds = 20;

    @Option(names = "--senders", defaultValue = "16", paramLabel = "N", description = "Default: 16.")
    int senders = 16;

    @Option(
            names = "--victims",
            split = ",",
            defaultValue = "SERVER,DATABASE",
            paramLabel = "WHO",
            description = "SERVER, DATABASE or both (default).")
    List<Victim> victims = List.of(Victim.values());

    private enum Victim {
        SERVER,
        DATABASE
    }

    @Override
    Map<String, Object> settings() {
        return Map.of("rounds", rounds, "senders", senders);
    }

    @Override
    void run(Bed bed, Results results) throws Exception {
        List<Integer> everybody = IntStream.range(0, senders).boxed().toList();
        bed.populate(
                senders,
                CHANNELS.stream()
                        .map(id -> new Channel(id, id.toLowerCase(java.util.Locale.ROOT), everybody))
                        .toList());
        for (int i = 0; i < senders; i++) bed.token(i);
        var rows = new ArrayList<Map<String, Object>>();
        var ledger = new Ledger();
        for (Victim victim : victims) {
            for (int round = 1; round <= rounds; round++) {
                Map<String, Object> row = round(bed, victim, round, ledger);
                results.say("kill " + row);
                rows.add(row);
            }
        }
        results.add("kill", rows);
        if (ledger.faults() > 0) throw new IOException(ledger.faults() + " faults, see above");
    }

    private Map<String, Object> round(Bed bed, Victim victim, int round, Ledger ledger)
            throws IOException, InterruptedException {
        var load = new PostingLoad(bed, senders, CHANNELS, ledger, Poster.Door.values()[round % 2]);
        load.start();
        Thread.sleep(1_000 + new Random(round).nextInt(1_500));
        long started = System.nanoTime();
        switch (victim) {
            case SERVER -> {
                bed.process().kill();
                load.stop();
                bed.process().start();
            }
            case DATABASE -> {
                @Nullable ProcessHandle database = bed.process().database();
                if (database == null) throw new IOException("no database runs");
                database.destroyForcibly();
                load.stop();
            }
        }
        awaitPosting(bed, ledger);
        double back = (System.nanoTime() - started) / 1e9;
        long stale = ledger.compare(bed, CHANNELS).missing();
        bed.admin().settle();
        Ledger.Verdict verdict = ledger.compare(bed, CHANNELS);
        ledger.blame(verdict);
        var row = new LinkedHashMap<String, Object>();
        row.put("killed", victim.name().toLowerCase(java.util.Locale.ROOT));
        row.put("round", round);
        row.put("via", load.door().name().toLowerCase(java.util.Locale.ROOT));
        row.put("acked", load.acked());
        row.put("unacked", load.unacked());
        row.put("posting again after s", back);
        row.put("shown late", stale);
        row.put("acked missing", verdict.missing());
        row.put("doubled", verdict.doubled());
        row.put("out of order", verdict.disordered());
        row.put("unacked but there", verdict.unackedThere());
        row.put("dead letters", bed.admin().status().path("letters").size());
        return row;
    }

    /** Posts until one is acknowledged. */
    private static void awaitPosting(Bed bed, Ledger ledger) throws IOException, InterruptedException {
        IOException last = new IOException("never tried");
        for (int tries = 0; tries < 600; tries++) {
            String text = ledger.next();
            try (Poster poster = Poster.Door.HTTP.open(bed.url(), bed.token(0))) {
                ledger.acked(CHANNELS.getFirst(), text, poster.post(CHANNELS.getFirst(), text));
                return;
            } catch (IOException e) {
                last = e;
                Thread.sleep(100);
            }
        }
        throw last;
    }
}
