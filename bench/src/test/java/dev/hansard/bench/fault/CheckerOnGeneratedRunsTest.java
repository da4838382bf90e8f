// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Long made-up runs, right ones and such in which one thing is wrong, which has to be found every time. */
class CheckerOnGeneratedRunsTest {
    private static final int RUNS = 200;
    private static final int CHANNELS = 5;
    private static final int READERS = 4;
    private static final int MESSAGES = 300;

    private enum Wrong {
        NOTHING,
        ACKED_IS_NOT_KEPT,
        NOT_TOLD,
        TOLD_TWICE,
        KEPT_TWICE,
        SWAPPED,
        TOLD_AND_NOT_KEPT
    }

    /** One message at a time takes its way; readers may drop out and come back, or fetch what they missed. */
    private static Charges run(long seed, Wrong wrong) {
        var random = new Random(seed);
        var memberships = new ArrayList<Set<Integer>>();
        for (int reader = 0; reader < READERS; reader++) {
            var mine = new HashSet<>(Set.of(0));
            for (int channel = 1; channel < CHANNELS; channel++) if (random.nextBoolean()) mine.add(channel);
            memberships.add(mine);
        }
        var checker = new Checker(CHANNELS, memberships);
        var histories = new ArrayList<History>();
        for (int channel = 0; channel < CHANNELS; channel++) histories.add(new History());
        // A swap needs a neighbour in the same channel, so the wrong one is said in the channel that everybody is in.
        int wrongAt = random.nextInt(MESSAGES - 1);
        List<Sighting> held = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            boolean here = wrong != Wrong.NOTHING && i == wrongAt;
            int channel = here || i == wrongAt + 1 ? 0 : random.nextInt(CHANNELS);
            int message = checker.posting(channel);
            long ts = 1_000 + i;
            boolean acked = here || random.nextInt(10) > 0;
            boolean kept = acked || random.nextBoolean();
            if (acked) checker.acked(message, ts);
            if (!kept) continue;
            boolean gone = here && (wrong == Wrong.ACKED_IS_NOT_KEPT || wrong == Wrong.TOLD_AND_NOT_KEPT);
            if (!gone) histories.get(channel).add(message, ts);
            if (here && wrong == Wrong.KEPT_TWICE) histories.get(channel).add(message, ts);
            if (here && wrong == Wrong.ACKED_IS_NOT_KEPT) continue;
            for (int reader = 0; reader < READERS; reader++) {
                if (!memberships.get(reader).contains(channel)) continue;
                var seen = new Sighting(reader, channel, message, ts, new Sighting.Way("any", i, ""));
                boolean victim = here && reader == 0;
                if (victim && wrong == Wrong.NOT_TOLD) continue;
                if (victim && wrong == Wrong.SWAPPED) {
                    held.add(seen);
                    continue;
                }
                if (!here && i != wrongAt + 1 && random.nextInt(20) == 0) checker.fetched(seen);
                else checker.told(seen);
                if (victim && wrong == Wrong.TOLD_TWICE) checker.told(seen);
            }
            if (i == wrongAt + 1) held.forEach(checker::told);
        }
        for (int channel = 0; channel < CHANNELS; channel++) {
            checker.history("one", channel, histories.get(channel));
        }
        return checker.verdict().charges();
    }

    /** What the mistake must be called; a swap whose neighbour was never kept is a message that was not told. */
    private static Set<Offence> names(Wrong wrong) {
        return switch (wrong) {
            case NOTHING -> Set.of();
            case ACKED_IS_NOT_KEPT -> Set.of(Offence.LOST);
            case NOT_TOLD -> Set.of(Offence.MISSED);
            case TOLD_TWICE -> Set.of(Offence.TOLD_TWICE, Offence.OUT_OF_ORDER);
            case KEPT_TWICE -> Set.of(Offence.KEPT_TWICE, Offence.OUT_OF_ORDER);
            case SWAPPED -> Set.of(Offence.OUT_OF_ORDER, Offence.MISSED);
            case TOLD_AND_NOT_KEPT -> Set.of(Offence.UNFOUNDED, Offence.LOST);
        };
    }

    @ParameterizedTest
    @EnumSource(Wrong.class)
    void whatIsWrongShouldBeFoundAndNothingElse(Wrong wrong) {
        for (long seed = 0; seed < RUNS; seed++) {
            Charges charges = run(seed, wrong);
            assertThat(charges.counts().keySet()).as("seed %d", seed).isSubsetOf(names(wrong));
            assertThat(charges.all() > 0).as("seed %d", seed).isEqualTo(wrong != Wrong.NOTHING);
        }
    }

    @Test
    void aMillionDeliveriesShouldFitIntoLittleMemory() {
        int messages = 50_000;
        var everywhere = new ArrayList<Set<Integer>>();
        for (int reader = 0; reader < 20; reader++) everywhere.add(Set.of(0));
        var checker = new Checker(1, everywhere);
        var history = new History();
        for (int i = 0; i < messages; i++) {
            int message = checker.posting(0);
            checker.acked(message, i + 1);
            history.add(message, i + 1);
            for (int reader = 0; reader < 20; reader++) {
                checker.told(new Sighting(reader, 0, message, i + 1, new Sighting.Way("one", 1, "")));
            }
        }
        checker.history("one", 0, history);
        Verdict verdict = checker.verdict();
        assertThat(verdict.isGood()).isTrue();
        assertThat(verdict.deliveries()).isEqualTo(1_000_000);
    }
}
