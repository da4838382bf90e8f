// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.hold;

import dev.hansard.api.PreservationEvents;
import dev.hansard.api.PreservationKey;
import dev.hansard.api.WorkspaceId;
import dev.hansard.audit.export.Holds;
import dev.hansard.axon.preservation.Hold;
import dev.hansard.axon.preservation.PreservationFold;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells exports which holds there were at a place in the record. */
@Component
class HoldsInForce implements Holds {
    private static final int PAGE = 500;

    private final EventLog log;

    HoldsInForce(EventLog log) {
        this.log = log;
    }

    @Override
    public List<String> inForce(WorkspaceId workspace, long position) {
        String stream = new PreservationKey(workspace).toString();
        var fold = new PreservationFold();
        List<CommittedEvent> page = log.stream(stream, 0, PAGE);
        while (!page.isEmpty()) {
            for (CommittedEvent each : page) {
                if (each.position() > position) return active(fold);
                if (each.event() instanceof PreservationEvents e) {
                    fold.on(e, each.sequence(), each.at(), each.position());
                }
            }
            page = log.stream(stream, page.getLast().sequence() + 1, PAGE);
        }
        return active(fold);
    }

    private static List<String> active(PreservationFold fold) {
        return fold.rules().holds().values().stream()
                .filter(hold -> !hold.released())
                .map(Hold::id)
                .sorted()
                .toList();
    }
}
