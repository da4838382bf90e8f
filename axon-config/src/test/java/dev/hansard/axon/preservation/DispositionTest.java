// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.preservation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.axon.preservation.Disposition.Facts;
import dev.hansard.axon.preservation.Disposition.Fate;
import dev.hansard.axon.preservation.Disposition.Ground;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The order of precedence, over every combination and every order in which it can come about. */
class DispositionTest {
    private static final List<Ground> GROUNDS =
            List.of(Ground.HOLD, Ground.MINIMUM, Ground.REQUEST, Ground.RETENTION, Ground.DELETION);

    static Stream<Set<Ground>> combinations() {
        return IntStream.range(0, 1 << GROUNDS.size()).mapToObj(bits -> {
            Set<Ground> set = EnumSet.noneOf(Ground.class);
            for (int i = 0; i < GROUNDS.size(); i++) if ((bits & (1 << i)) != 0) set.add(GROUNDS.get(i));
            return set;
        });
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void strongestGroundShouldDecideWhateverElseThereIs(Set<Ground> present) {
        Disposition decided = Disposition.decide(facts(present));

        Ground strongest = present.stream().min(Ground::compareTo).orElse(Ground.NONE);
        assertThat(decided.ground()).isEqualTo(strongest);
        boolean due = present.contains(Ground.REQUEST) || present.contains(Ground.RETENTION);
        assertThat(decided.fate())
                .isEqualTo(
                        switch (strongest) {
                            case REQUEST, RETENTION -> Fate.ERASED;
                            case DELETION -> Fate.HIDDEN;
                            case NONE -> Fate.SHOWN;
                            case HOLD, MINIMUM -> due || present.contains(Ground.DELETION) ? Fate.HIDDEN : Fate.SHOWN;
                        });
        assertThat(decided.waits()).isEqualTo(due && decided.fate() != Fate.ERASED);
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void orderOfArrivalShouldMakeNoDifference(Set<Ground> present) {
        Disposition decided = Disposition.decide(facts(present));
        for (List<Ground> order : orders(List.copyOf(present))) {
            var facts = new Facts(false, false, false, false, false);
            for (Ground arrived : order) facts = with(facts, arrived);
            assertThat(Disposition.decide(facts)).as("%s", order).isEqualTo(decided);
        }
    }

    /** The same table for lawyers, written out where two grounds meet. */
    @ParameterizedTest
    @CsvSource({
        "HOLD, MINIMUM, SHOWN, HOLD",
        "HOLD, REQUEST, HIDDEN, HOLD",
        "HOLD, RETENTION, HIDDEN, HOLD",
        "HOLD, DELETION, HIDDEN, HOLD",
        "MINIMUM, REQUEST, HIDDEN, MINIMUM",
        "MINIMUM, RETENTION, HIDDEN, MINIMUM",
        "MINIMUM, DELETION, HIDDEN, MINIMUM",
        "REQUEST, RETENTION, ERASED, REQUEST",
        "REQUEST, DELETION, ERASED, REQUEST",
        "RETENTION, DELETION, ERASED, RETENTION"
    })
    void pairsShouldBeDecidedLikeThis(Ground one, Ground other, Fate fate, Ground ground) {
        Disposition decided = Disposition.decide(facts(EnumSet.of(one, other)));

        assertThat(decided.fate()).isEqualTo(fate);
        assertThat(decided.ground()).isEqualTo(ground);
    }

    private static Facts facts(Set<Ground> present) {
        var facts = new Facts(false, false, false, false, false);
        for (Ground ground : present) facts = with(facts, ground);
        return facts;
    }

    private static Facts with(Facts f, Ground ground) {
        return new Facts(
                f.held() || ground == Ground.HOLD,
                f.minimum() || ground == Ground.MINIMUM,
                f.requested() || ground == Ground.REQUEST,
                f.expired() || ground == Ground.RETENTION,
                f.deleted() || ground == Ground.DELETION);
    }

    private static List<List<Ground>> orders(List<Ground> grounds) {
        if (grounds.isEmpty()) return List.of(List.of());
        var all = new ArrayList<List<Ground>>();
        for (Ground first : grounds) {
            var rest = new ArrayList<>(grounds);
            rest.remove(first);
            for (List<Ground> order : orders(rest)) {
                var whole = new ArrayList<>(List.of(first));
                whole.addAll(order);
                all.add(whole);
            }
        }
        return all;
    }
}
