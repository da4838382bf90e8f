// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.util.Random;

/** What people of a team do, and how often: reads, presence and typing far more often than posts. */
final class DayMix {
    /** An action, and how many of it 1,000 active people do in a second. */
    enum Action {
        POST(3),
        TYPING(9),
        TICKLE(20),
        PRESENCE_QUERY(2),
        HISTORY(12),
        UNREAD(12),
        MARK(12),
        PERSON(4),
        CHANNEL_LIST(1),
        REACTION(1),
        SEARCH(0.5),
        EDIT(0.3);

        private final double perThousand;

        Action(double perThousand) {
            this.perThousand = perThousand;
        }

        double perThousand() {
            return perThousand;
        }
    }

    private final Random random;

    DayMix(Random random) {
        this.random = random;
    }

    /** Actions a second of so many people. */
    static double rate(int people) {
        double all = 0;
        for (Action each : Action.values()) all += each.perThousand();
        return all * people / 1_000;
    }

    /** The next one, each as often as its share. */
    Action next() {
        double at = random.nextDouble() * rate(1_000);
        for (Action each : Action.values()) {
            at -= each.perThousand();
            if (at < 0) return each;
        }
        return Action.POST;
    }
}
