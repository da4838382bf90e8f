// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.bench.DayMix.Action;
import java.util.EnumMap;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class DayMixTest {
    @Test
    void actionsShouldComeAsOftenAsTheirShare() {
        var mix = new DayMix(new Random(1));
        var counts = new EnumMap<Action, Integer>(Action.class);
        int times = 200_000;
        for (int i = 0; i < times; i++) counts.merge(mix.next(), 1, Integer::sum);
        for (Action each : Action.values()) {
            double expected = times * each.perThousand() / DayMix.rate(1_000);
            assertThat((double) counts.get(each)).as(each.name()).isCloseTo(expected, Percentage.withPercentage(15));
        }
    }

    @Test
    void aThousandPeopleShouldPostThreeTimesASecondAndReadFarMoreOften() {
        assertThat(Action.POST.perThousand()).isEqualTo(3);
        assertThat(Action.HISTORY.perThousand() + Action.UNREAD.perThousand())
                .isGreaterThan(5 * Action.POST.perThousand());
        assertThat(DayMix.rate(2_000)).isEqualTo(2 * DayMix.rate(1_000));
    }
}
