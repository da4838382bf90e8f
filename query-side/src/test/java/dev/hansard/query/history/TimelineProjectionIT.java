// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.history;

import dev.hansard.api.DomainEvent;
import dev.hansard.axon.process.Projection;
import dev.hansard.query.testing.Happenings;
import dev.hansard.query.testing.ProjectionContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class TimelineProjectionIT implements ProjectionContract {
    @Override
    public Projection projection() {
        return new TimelineProjection();
    }

    /** Two channels at once. */
    @Override
    public List<DomainEvent> story(Random random) {
        List<DomainEvent> one = new Conversation(Happenings.channel("C1"), random).after(400).events;
        List<DomainEvent> other = new Conversation(Happenings.channel("C2"), random).after(200).events;
        List<DomainEvent> both = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < one.size() || j < other.size()) {
            boolean first = j == other.size() || (i < one.size() && random.nextInt(3) > 0);
            both.add(first ? one.get(i++) : other.get(j++));
        }
        return both;
    }
}
