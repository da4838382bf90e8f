// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.inspection;

import dev.hansard.axon.store.EventLog;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Checks that a shard's record holds together: no position and no sequence is missing, every event can be read, messages
 * are in order, and nothing happened to a message that is not there. It only reads, and may run while the server serves.
 *
 * <p>It finds damage and careless tampering. Whoever rewrites the record consistently is found by proofs that are kept
 * elsewhere, not here.
 */
@Component
public final class RecordInspection {
    private static final Logger LOG = LoggerFactory.getLogger(RecordInspection.class);

    private final EventLog log;

    public RecordInspection(EventLog log) {
        this.log = log;
    }

    /**
     * Walks the record from its first event to the head at the time of the call, in the calling thread.
     *
     * @param progress hears the position reached, about every thousand events
     * @throws dev.hansard.axon.store.StoreUnavailable when the shard's database does not answer
     */
    public InspectionReport inspect(int shard, Consumer<Long> progress) {
        InspectionReport report = new Inspector(log, shard, progress).run();
        LOG.info(
                "inspected shard {}: {} events in {} streams, {} problems",
                shard,
                report.events(),
                report.streams(),
                report.found());
        return report;
    }
}
